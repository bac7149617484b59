package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import javax.cache.configuration.Factory;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wall clock that is set back and forward: deadlines are moments, whenever they were set. */
class ClockTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  @Test
  void anEntryLivesToItsDeadlineThoughTheClockWasSetBackMeanwhile() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = cache(kit, CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
      cache.put("before", "1");
      kit.advance(-DAY_MS);
      cache.put("yesterday", "2");
      assertThat(cache.get("before")).isEqualTo("1");
      assertThat(cache.get("yesterday")).isEqualTo("2");

      kit.advance(DAY_MS);
      assertThat(cache.get("before")).isEqualTo("1");
      assertThat(cache.get("yesterday")).as("its hour was over yesterday").isNull();
      kit.advance(HOUR_MS);
      assertThat(cache.get("before")).isNull();
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void anEntryOfAClockThatWasAheadLivesUntilThen() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = cache(kit, CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
      cache.put("key", "1");
      kit.advance(DAY_MS);
      assertThat(cache.get("key")).isNull();
      cache.put("key", "2");
      kit.advance(-DAY_MS);
      assertThat(cache.get("key")).isEqualTo("2");
      kit.advance(DAY_MS + HOUR_MS - 1);
      assertThat(cache.get("key")).isEqualTo("2");
      kit.advance(1);
      assertThat(cache.get("key")).isNull();
    }
  }

  @Test
  void aTouchByAClockThatWasSetBackMovesTheDeadlineWithIt() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = cache(kit, TouchedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
      cache.put("key", "1");
      kit.advance(-DAY_MS);
      assertThat(cache.get("key")).isEqualTo("1");
      kit.advance(HOUR_MS - 1);
      assertThat(cache.get("key")).isEqualTo("1");
      kit.advance(HOUR_MS);
      assertThat(cache.get("key")).isNull();
    }
  }

  /** 1970, when a clock has lost its battery; behind what 32 bits of seconds can say. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 41, 1L << 42, 1L << 43})
  void expiryWorksWhateverTheYear(long nowMs) {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          cache(kit, CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 1)));
      kit.advance(nowMs - kit.nowMs());
      cache.put("key", "1");
      assertThat(cache.get("key")).isEqualTo("1");
      kit.advance(59_999);
      assertThat(cache.get("key")).isEqualTo("1");
      kit.advance(1);
      assertThat(cache.get("key")).isNull();
    }
  }

  private static ShmCache<String, String> cache(
      CacheKit kit, Factory<? extends ExpiryPolicy> policy) {
    return kit.cache(CacheKit.strings().setExpiryPolicyFactory(policy));
  }
}
