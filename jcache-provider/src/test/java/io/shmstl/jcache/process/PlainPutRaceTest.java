package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.Extent;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts, which take no key lock, against entry processors of the same keys, in threads of one JVM
 * and of three: no put is lost under a value that was made of an older one, and no count.
 */
@Timeout(120)
class PlainPutRaceTest {
  private static final Extent EXTENT = Extent.of("shmstl.crashSteps");
  private static final int MARKS = EXTENT.of(40_000, 2_000_000, 20_000_000);

  @TempDir Path directory;
  private CacheManager manager;
  private Cache<Integer, Long> cache;

  @BeforeEach
  void open() {
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory.resolve("space")), null);
    cache =
        manager.createCache(
            MarkingJvm.CACHE,
            new ShmConfiguration<Integer, Long>()
                .setTypes(Integer.class, Long.class)
                .setCapacity("4m"));
    for (int key = 0; key < MarkingJvm.KEYS; key++) {
      cache.put(key, 0L);
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void noPutIsLostBesideProcessorsOfAnotherThread() {
    CompletableFuture<String> counting =
        CompletableFuture.supplyAsync(() -> MarkingJvm.count(cache, MARKS));
    assertThat(MarkingJvm.mark(cache, 0, MARKS)).isEqualTo("nothing lost");
    assertThat(counting.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("nothing lost");
  }

  @Test
  void noPutIsLostBesideProcessorsOfAnotherJvm() {
    try (ChildJvm counting = child();
        ChildJvm marking = child()) {
      counting.send("count " + MARKS);
      marking.send("mark 1 " + MARKS);
      assertThat(MarkingJvm.mark(cache, 0, MARKS)).isEqualTo("nothing lost");
      assertThat(MarkingJvm.count(cache, MARKS)).isEqualTo("nothing lost");
      assertThat(marking.answer()).isEqualTo("nothing lost");
      assertThat(counting.answer()).isEqualTo("nothing lost");
    }
  }

  private ChildJvm child() {
    return ChildJvm.startWith(
        List.of("-XX:+TieredCompilation"), MarkingJvm.class, directory.resolve("space").toString());
  }
}
