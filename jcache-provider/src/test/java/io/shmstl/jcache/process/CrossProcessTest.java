package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.jcache.process.CacheJvm.Mood;
import io.shmstl.jcache.process.CacheJvm.Person;
import io.shmstl.testing.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossProcessTest {
  @TempDir Path directory;
  private CachingProvider provider;
  private CacheManager manager;

  @BeforeEach
  void open() {
    provider = Caching.getCachingProvider("shmstl");
    manager = provider.getCacheManager(URI.create("shmstl:" + directory.resolve("space")), null);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:+TieredCompilation"})
  void twoJvmsSeeOneCacheWhateverTheirCompiler(String compiler) {
    Cache<String, Object> cache = manager.createCache("shared", CacheJvm.untyped("4m"));
    try (ChildJvm other = child(compiler)) {
      cache.put("greeting", "from the parent");
      assertThat(other.ask("get shared greeting")).isEqualTo("from the parent");
      assertThat(other.ask("put shared answer from-the-child")).isEqualTo("put");
      assertThat(cache.get("answer")).isEqualTo("from-the-child");
      assertThat(other.ask("putPerson shared ada")).isEqualTo("put");
      assertThat(cache.get("ada"))
          .isEqualTo(new Person("ada", 41, LocalDate.of(1984, 2, 29), Mood.MERRY));
      assertThat(other.ask("remove shared greeting")).isEqualTo("true");
      assertThat(cache.containsKey("greeting")).isFalse();

      other.send("increment shared counter 2000");
      long mine = 0;
      for (int i = 0; i < 2_000; i++) {
        mine = cache.invoke("counter", new CacheJvm.Increment());
      }
      long theirs = Long.parseLong(other.answer());
      assertThat(Math.max(mine, theirs)).isEqualTo(4_000);
    }
  }

  @Test
  void aCacheCreatedByTwoJvmsAtOnceIsOneCache() {
    for (int round = 0; round < 5; round++) {
      String name = "raced-" + round;
      try (ChildJvm one = child("-XX:TieredStopAtLevel=1");
          ChildJvm two = child("-XX:TieredStopAtLevel=1")) {
        one.send("create " + name + " 4m");
        two.send("create " + name + " 4m");
        assertThat(one.answer()).isEqualTo("created");
        assertThat(two.answer()).isEqualTo("created");
        one.ask("put " + name + " key value");
        assertThat(two.ask("get " + name + " key")).isEqualTo("value");
      }
    }
  }

  @Test
  void aConflictingConfigurationIsRefusedAndTheFieldsAreNamed() {
    try (ChildJvm other = child("-XX:TieredStopAtLevel=1")) {
      assertThat(other.ask("createLong typed")).isEqualTo("created");
      assertThatThrownBy(() ->
              manager.createCache(
                  "typed",
                  new ShmConfiguration<String, Long>()
                      .setTypes(String.class, Long.class)
                      .setCapacity("8m")))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("java.lang.Long")
          .hasMessageContaining("java.lang.String")
          .hasMessageContaining("apacity")
          .hasMessageContaining("xpiry")
          .hasMessageContaining("shmstl.onMismatch");
      assertThat(manager.getCache("typed", Long.class, Long.class)).isNotNull();
    }
  }

  @Test
  void destroyingACacheClosesTheHandlesOfTheOtherJvm() {
    Cache<String, Object> cache = manager.createCache("doomed", CacheJvm.untyped("4m"));
    cache.put("key", "value");
    try (ChildJvm other = child("-XX:TieredStopAtLevel=1")) {
      assertThat(other.ask("get doomed key")).isEqualTo("value");
      assertThat(other.ask("destroy doomed x")).isEqualTo("destroyed");
      assertThat(cache.isClosed()).isTrue();
      assertThatThrownBy(() -> cache.get("key")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> cache.put("key", "v")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aCacheOfTheDefaultCapacityStaysWithinItWhileTwoJvmsPutAMillion() {
    long capacity = ShmConfiguration.DEFAULT_CAPACITY_BYTES;
    Cache<String, Object> cache = manager.createCache("bounded", new ShmConfiguration<>());
    cache.put("first", "value");
    try (ChildJvm one = child("-XX:+TieredCompilation");
        ChildJvm two = child("-XX:+TieredCompilation")) {
      one.send("fill bounded 500000 one-");
      two.send("fill bounded 500000 two-");
      assertThat(Long.parseLong(one.answer())).isLessThanOrEqualTo(capacity);
      assertThat(Long.parseLong(two.answer())).isLessThanOrEqualTo(capacity);
    }
    var figures = cache.unwrap(ShmCache.class).figures();
    assertThat(figures.totalBytes()).isEqualTo(capacity);
    assertThat(figures.usedBytes()).isBetween(capacity * 9 / 10, capacity);
    assertThat(figures.map().evictions()).isPositive();
  }

  @Test
  void aKilledJvmLeavesItsCacheToTheOther() {
    Cache<String, Object> cache = manager.createCache("inherited", CacheJvm.untyped("4m"));
    List<String> counters = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      try (ChildJvm other = child("-XX:TieredStopAtLevel=1")) {
        String counter = "counter-" + round;
        counters.add(counter);
        assertThat(other.ask("increment inherited " + counter + " 100")).isEqualTo("100");
        other.send("increment inherited " + counter + " 100000000");
        while (!(cache.get(counter) instanceof Long count && count > 1_000)) {
          Thread.onSpinWait();
        }
        assertThat(other.kill()).isEqualTo(ChildJvm.KILLED);
      }
      for (String counter : counters) {
        long before = (Long) cache.get(counter);
        assertThat(before).isGreaterThan(1_000);
        assertThat(cache.invoke(counter, new CacheJvm.Increment())).isEqualTo(before + 1);
      }
    }
  }

  private ChildJvm child(String flag) {
    return ChildJvm.startWith(List.of(flag), CacheJvm.class, directory.resolve("space").toString());
  }
}
