package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  @Test
  void anEntryWhoseCreationDurationIsZeroIsWrittenThroughAndNothingElse() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ZERO))
                  .setStatisticsEnabled(true)
                  .setCacheWriterFactory(() -> writer)
                  .setWriteThrough(true)
                  .addCacheEntryListenerConfiguration(log.synchronous()));

      cache.put("a", "1");
      cache.putAll(Map.of("b", "2"));
      cache.invoke("c", (entry, arguments) -> set(entry::setValue, "3"));

      assertThat(writer.lines()).containsExactly("write a=1", "writeAll b=2", "write c=3");
      assertThat(cache).isEmpty();
      assertThat(log.lines()).isEmpty();
      assertThat(cache.getStatistics().getCachePuts()).isZero();
    }
  }

  @Test
  void anEntryWhoseUpdateDurationIsZeroIsUpdatedAndGone() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(policy(Duration.ETERNAL, Duration.ZERO, null))
                  .setStatisticsEnabled(true)
                  .addCacheEntryListenerConfiguration(log.synchronous()));
      cache.put("a", "1");

      cache.put("a", "2");

      assertThat(cache.containsKey("a")).isFalse();
      assertThat(log.lines())
          .containsExactly("CREATED a=1", "UPDATED a=2 was 1", "EXPIRED a=2 was 2");
      assertThat(cache.getStatistics().getCachePuts()).isEqualTo(2);
      assertThat(cache.getStatistics().getCacheRemovals()).isZero();
    }
  }

  @Test
  void anEntryWhoseAccessDurationIsZeroIsReadOnce() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(policy(Duration.ETERNAL, null, Duration.ZERO))
                  .addCacheEntryListenerConfiguration(log.synchronous()));
      cache.putAll(Map.of("a", "1", "b", "2"));
      log.lines().clear();

      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.get("a")).isNull();
      assertThat(cache.getAll(Set.of("b"))).containsEntry("b", "2");
      assertThat(cache.getAll(Set.of("b"))).isEmpty();
      assertThat(log.lines()).containsExactly("EXPIRED a=1 was 1", "EXPIRED b=2 was 2");
    }
  }

  @Test
  void accessMovesTheDeadlineForEveryManager() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
      cache.put("a", "1");
      for (int i = 0; i < 3; i++) {
        kit.advance(50_000);
        assertThat(kit.openedElsewhere().get("a")).isEqualTo("1");
      }
      cache.put("a", "2");
      kit.advance(59_999);
      assertThat(cache.containsKey("a")).isTrue();
      kit.advance(1);
      assertThat(cache.containsKey("a")).isFalse();
    }
  }

  @Test
  void anIterationMovesTheDeadlinesOfWhatItMeets() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
      cache.put("a", "1");
      kit.advance(50_000);
      assertThat(cache).hasSize(1);
      kit.advance(50_000);

      assertThat(cache).hasSize(1);
      kit.advance(60_000);
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void anUpdateThatNamesNoDurationKeepsTheDeadline() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
      cache.put("a", "1");
      kit.advance(30_000);
      cache.put("a", "2");
      kit.advance(30_000);

      assertThat(cache.get("a")).isNull();
    }
  }

  @Test
  void whatHasExpiredIsAbsentForEveryOperation() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))
                  .setStatisticsEnabled(true)
                  .addCacheEntryListenerConfiguration(log.synchronous()));
      List<String> keys = List.of("a", "b", "c", "d", "e", "f");
      keys.forEach(key -> cache.put(key, "old"));
      kit.advance(60_000);
      log.lines().clear();

      assertThat(cache.get("a")).isNull();
      assertThat(cache.replace("b", "new")).isFalse();
      assertThat(cache.putIfAbsent("c", "new")).isTrue();
      assertThat(cache.remove("d")).isFalse();
      assertThat(cache.getAll(Set.of("e"))).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "EXPIRED a=old was old",
              "EXPIRED b=old was old",
              "EXPIRED c=old was old",
              "CREATED c=new",
              "EXPIRED d=old was old",
              "EXPIRED e=old was old");
      log.lines().clear();
      cache.removeAll();
      assertThat(log.lines())
          .containsExactlyInAnyOrder("REMOVED c=new was new", "EXPIRED f=old was old");
      assertThat(cache.getStatistics().getCacheRemovals()).isEqualTo(1);
    }
  }

  @Test
  void aNewValueForAnExpiredKeyStartsItsOwnTime() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
      cache.put("a", "1");
      kit.advance(60_000);
      cache.put("a", "2");
      kit.advance(59_999);

      assertThat(cache.get("a")).isEqualTo("2");
    }
  }

  private static String set(Consumer<String> setter, String value) {
    setter.accept(value);
    return value;
  }

  private static Factory<ExpiryPolicy> policy(
      Duration creation, @Nullable Duration update, @Nullable Duration access) {
    return () ->
        new ExpiryPolicy() {
          @Override
          public Duration getExpiryForCreation() {
            return creation;
          }

          @Override
          public @Nullable Duration getExpiryForUpdate() {
            return update;
          }

          @Override
          public @Nullable Duration getExpiryForAccess() {
            return access;
          }
        };
  }
}
