package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Values kept on this JVM's heap while another one changes them. */
@Timeout(120)
class NearTierProcessTest {
  @TempDir Path directory;
  private CacheManager manager;
  private Cache<String, Object> cache;

  @BeforeEach
  void open() {
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory.resolve("space")), null);
    cache = manager.createCache("shared", CacheJvm.untyped("4m"));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void whatAnotherJvmHasPutIsWhatIsReadNext() {
    try (ChildJvm other = child()) {
      for (int i = 0; i < 300; i++) {
        assertThat(other.ask("put shared k v" + i)).isEqualTo("put");
        for (int read = 0; read < 5; read++) {
          assertThat(cache.get("k")).isEqualTo("v" + i);
        }
      }
      assertThat(other.ask("remove shared k")).isEqualTo("true");
      assertThat(cache.get("k")).isNull();
    }
  }

  @Test
  void aCounterOfAnotherJvmNeverRunsBackwards() {
    try (ChildJvm other = child()) {
      other.send("increment shared counter 200000");
      long last = 0;
      long reads = 0;
      while (last < 200_000) {
        long seen = cache.get("counter") instanceof Long count ? count : 0;
        assertThat(seen).isGreaterThanOrEqualTo(last);
        last = seen;
        reads++;
      }
      assertThat(reads).isPositive();
      assertThat(other.answer()).isEqualTo("200000");
    }
  }

  @Test
  void afterAWriterWasKilledInTheMiddleValuesAreThoseOfTheNextOne() {
    for (int round = 0; round < 5; round++) {
      try (ChildJvm other = child()) {
        other.send("increment shared counter 100000000");
        long seen = 0;
        for (long start = seen; seen < start + 500; ) {
          seen = cache.get("counter") instanceof Long count ? count : 0;
        }
        assertThat(other.kill()).isEqualTo(ChildJvm.KILLED);
        long after = (Long) cache.get("counter");
        assertThat(after).isGreaterThanOrEqualTo(seen);
        for (int read = 0; read < 5; read++) {
          assertThat(cache.get("counter")).isEqualTo(after);
        }
        assertThat(cache.invoke("counter", new CacheJvm.Increment())).isEqualTo(after + 1);
        for (int read = 0; read < 5; read++) {
          assertThat(cache.get("counter")).isEqualTo(after + 1);
        }
      }
    }
  }

  private ChildJvm child() {
    return ChildJvm.startWith(
        List.of("-XX:+TieredCompilation"), CacheJvm.class, directory.resolve("space").toString());
  }
}
