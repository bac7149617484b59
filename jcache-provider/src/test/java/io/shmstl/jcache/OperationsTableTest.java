package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table of operations: which expiry method is called, what is counted, which
 * events are fired, for a key that is absent and for one that is present with the value {@code
 * old}.
 *
 * <p>In the columns C, U, A stand for calls of the policy for creation, update and access; H, M, P,
 * R for hits, misses, puts and removals.
 */
class OperationsTableTest {
  private static final String KEY = "key";

  static Stream<Arguments> rows() {
    return Stream.of(
        row("get", c -> c.get(KEY), "M", "A H"),
        row("getAll", c -> c.getAll(Set.of(KEY)), "M", "A H"),
        row("containsKey", c -> c.containsKey(KEY), "", ""),
        row("put", c -> c.put(KEY, "new"), "C P CREATED", "U P UPDATED"),
        row("putAll", c -> c.putAll(Map.of(KEY, "new")), "C P CREATED", "U P UPDATED"),
        row("getAndPut", c -> c.getAndPut(KEY, "new"), "C M P CREATED", "U H P UPDATED"),
        row("putIfAbsent", c -> c.putIfAbsent(KEY, "new"), "C M P CREATED", "H"),
        row("replace", c -> c.replace(KEY, "new"), "M", "U H P UPDATED"),
        row("getAndReplace", c -> c.getAndReplace(KEY, "new"), "M", "U H P UPDATED"),
        row("replace matching", c -> c.replace(KEY, "old", "new"), "M", "U H P UPDATED"),
        row("replace other", c -> c.replace(KEY, "other", "new"), "M", "A H"),
        row("remove", c -> c.remove(KEY), "", "R REMOVED"),
        row("removeAll keys", c -> c.removeAll(Set.of(KEY)), "", "R REMOVED"),
        row("removeAll", Cache::removeAll, "", "R REMOVED"),
        row("remove matching", c -> c.remove(KEY, "old"), "M", "H R REMOVED"),
        row("remove other", c -> c.remove(KEY, "other"), "M", "A H"),
        row("getAndRemove", c -> c.getAndRemove(KEY), "M", "H R REMOVED"),
        row("clear", Cache::clear, "", ""),
        row("iterate", OperationsTableTest::iterate, "", "A H"),
        row("iterate and remove", OperationsTableTest::iterateAndRemove, "", "A H R REMOVED"),
        row("invoke nothing", invoke((e, a) -> null), "M", "H"),
        row("invoke exists", invoke((e, a) -> e.exists()), "M", "H"),
        row("invoke getValue", invoke((e, a) -> e.getValue()), "M", "A H"),
        row(
            "invoke setValue",
            invoke((e, a) -> set(e::setValue)),
            "C M P CREATED",
            "U H P UPDATED"),
        row(
            "invoke getValue, setValue",
            invoke((e, a) -> e.getValue() + set(e::setValue)),
            "C M P CREATED",
            "U H P UPDATED"),
        row("invoke remove", invoke((e, a) -> run(e::remove)), "M", "H R REMOVED"),
        row(
            "invoke setValue, remove",
            invoke((e, a) -> set(e::setValue) + run(e::remove)),
            "M",
            "H R REMOVED"),
        row(
            "invoke remove, setValue",
            invoke((e, a) -> run(e::remove) + set(e::setValue)),
            "C M P CREATED",
            "U H P UPDATED"),
        row(
            "invoke throws",
            c ->
                assertThat(
                        catchThrowable(() ->
                            c.invoke(
                                KEY,
                                (e, a) -> {
                                  e.setValue("new");
                                  throw new IllegalArgumentException("thrown by a test");
                                })))
                    .isInstanceOf(EntryProcessorException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class),
            "M",
            "H"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void absentKey(
      String name, Consumer<Cache<String, String>> operation, String absent, String present) {
    assertThat(effects(operation, null)).isEqualTo(absent);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void presentKey(
      String name, Consumer<Cache<String, String>> operation, String absent, String present) {
    assertThat(effects(operation, "old")).isEqualTo(present);
  }

  private static String effects(
      Consumer<Cache<String, String>> operation, @Nullable String present) {
    Recorder recorder = new Recorder();
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(
              CacheKit.strings()
                  .setExpiryPolicyFactory(() -> recorder)
                  .setStatisticsEnabled(true)
                  .addCacheEntryListenerConfiguration(
                      new MutableCacheEntryListenerConfiguration<>(
                          new FactoryBuilder.SingletonFactory<>(recorder), null, true, true)));
      if (present != null) {
        cache.put(KEY, present);
      }
      recorder.expiry.setLength(0);
      recorder.events.clear();
      CacheStatisticsMXBean statistics = cache.getStatistics();
      statistics.clear();
      operation.accept(cache);
      return summary(recorder, statistics);
    }
  }

  private static String summary(Recorder recorder, CacheStatisticsMXBean statistics) {
    List<String> parts = new ArrayList<>();
    if (!recorder.expiry.isEmpty()) {
      parts.add(recorder.expiry.toString());
    }
    add(parts, "H", statistics.getCacheHits());
    add(parts, "M", statistics.getCacheMisses());
    add(parts, "P", statistics.getCachePuts());
    add(parts, "R", statistics.getCacheRemovals());
    parts.addAll(recorder.events);
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, String name, long count) {
    for (long i = 0; i < count; i++) {
      parts.add(name);
    }
  }

  private static Arguments row(
      String name, Consumer<Cache<String, String>> operation, String absent, String present) {
    return Arguments.of(name, operation, absent, present);
  }

  private static Consumer<Cache<String, String>> invoke(
      EntryProcessor<String, String, Object> processor) {
    return cache -> cache.invoke(KEY, processor);
  }

  private static String set(Consumer<String> setter) {
    setter.accept("new");
    return "set";
  }

  private static String run(Runnable action) {
    action.run();
    return "done";
  }

  private static void iterate(Cache<String, String> cache) {
    for (Cache.Entry<String, String> entry : cache) {
      assertThat(entry.getValue()).isEqualTo("old");
    }
  }

  private static void iterateAndRemove(Cache<String, String> cache) {
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    while (entries.hasNext()) {
      entries.next();
      entries.remove();
    }
  }

  /** Notes calls of the policy, and events, checking the values in them. */
  private static final class Recorder
      implements ExpiryPolicy,
          CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String>,
          Serializable {
    private static final long serialVersionUID = 1L;

    private final StringBuilder expiry = new StringBuilder();
    private final List<String> events = new ArrayList<>();

    @Override
    public Duration getExpiryForCreation() {
      expiry.append('C');
      return Duration.ONE_HOUR;
    }

    @Override
    public @Nullable Duration getExpiryForAccess() {
      expiry.append('A');
      return null;
    }

    @Override
    public @Nullable Duration getExpiryForUpdate() {
      expiry.append('U');
      return null;
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> created) {
      note(created, List.of("new", "old"), null);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> updated) {
      note(updated, List.of("new"), "old");
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> removed) {
      note(removed, List.of("old"), "old");
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> expired) {
      note(expired, List.of("old"), "old");
    }

    private void note(
        Iterable<CacheEntryEvent<? extends String, ? extends String>> some,
        List<String> values,
        @Nullable String oldValue) {
      for (CacheEntryEvent<? extends String, ? extends String> event : some) {
        assertThat(event.getKey()).isEqualTo(KEY);
        assertThat(event.getValue()).isIn(values);
        assertThat(event.getOldValue()).isEqualTo(oldValue);
        assertThat(event.isOldValueAvailable()).isEqualTo(oldValue != null);
        events.add(event.getEventType().name());
      }
    }
  }
}
