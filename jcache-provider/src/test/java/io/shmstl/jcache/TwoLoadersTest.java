package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import io.shmstl.sync.MemberInfo;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** Two web applications of one server, each with classes of shmstl of its own, over one space. */
class TwoLoadersTest {
  private static final int INCREMENTS = 2_000;

  @Test
  void twoLoadersShareACacheAndOutliveEachOther() throws Exception {
    try (CacheKit kit = new CacheKit();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Space space = Space.open(kit.directory(), StoreOptions.DEFAULT)) {
      ShmCache<String, String> mine = kit.cache();
      ClassLoader loader = new SeparateLoader();
      CachingProvider foreign = Caching.getCachingProvider("shmstl", loader);
      assertThat(foreign.getClass().getClassLoader()).isSameAs(loader);
      CacheManager foreignManager = foreign.getCacheManager(kit.uri(), loader);
      Cache<String, String> theirs =
          foreignManager.getCache(CacheKit.NAME, String.class, String.class);

      mine.put("key", "mine");
      assertThat(theirs.getAndPut("key", "theirs")).isEqualTo("mine");
      assertThat(mine.get("key")).isEqualTo("theirs");
      Future<Void> one = threads.submit(increments(mine));
      Future<Void> two = threads.submit(increments(theirs));
      one.get();
      two.get();
      assertThat(mine.get("counter")).isEqualTo(Integer.toString(2 * INCREMENTS));
      assertThat(space.members()).hasSize(2).allMatch(MemberInfo::isAlive);

      foreign.close();
      assertThat(space.members()).hasSize(1).allMatch(MemberInfo::isAlive);
      mine.put("key", "still here");
      CacheManager again = foreign.getCacheManager(kit.uri(), loader);
      assertThat(again.getCache(CacheKit.NAME, String.class, String.class).get("key"))
          .isEqualTo("still here");
      again.destroyCache(CacheKit.NAME);
      assertThatThrownBy(() -> mine.get("key")).isInstanceOf(IllegalStateException.class);
      foreign.close();
    }
  }

  private static Callable<Void> increments(Cache<String, String> cache) {
    return () -> {
      for (int i = 0; i < INCREMENTS; i++) {
        cache.invoke(
            "counter",
            (entry, arguments) -> {
              int count = entry.exists() ? Integer.parseInt(entry.getValue()) : 0;
              entry.setValue(Integer.toString(count + 1));
              return null;
            });
      }
      return null;
    };
  }
}
