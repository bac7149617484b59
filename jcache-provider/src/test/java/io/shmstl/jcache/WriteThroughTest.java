package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteThroughTest {
  /**
   * An operation on the key {@code a}; what the writer hears if it is absent, and if it is there.
   */
  static Stream<Arguments> operations() {
    return Stream.of(
        row("put", c -> c.put("a", "2"), List.of("write a=2"), List.of("write a=2")),
        row("getAndPut", c -> c.getAndPut("a", "2"), List.of("write a=2"), List.of("write a=2")),
        row("putIfAbsent", c -> c.putIfAbsent("a", "2"), List.of("write a=2"), List.of()),
        row("replace", c -> c.replace("a", "2"), List.of(), List.of("write a=2")),
        row("replace other", c -> c.replace("a", "x", "2"), List.of(), List.of()),
        row("getAndReplace", c -> c.getAndReplace("a", "2"), List.of(), List.of("write a=2")),
        row(
            "putAll",
            c -> c.putAll(Map.of("a", "2")),
            List.of("writeAll a=2"),
            List.of("writeAll a=2")),
        row("remove", c -> c.remove("a"), List.of("delete a"), List.of("delete a")),
        row("remove matching", c -> c.remove("a", "1"), List.of(), List.of("delete a")),
        row("remove other", c -> c.remove("a", "x"), List.of(), List.of()),
        row("getAndRemove", c -> c.getAndRemove("a"), List.of("delete a"), List.of("delete a")),
        row(
            "removeAll keys",
            c -> c.removeAll(Set.of("a")),
            List.of("deleteAll a"),
            List.of("deleteAll a")),
        row("removeAll", ShmCache::removeAll, List.of(), List.of("deleteAll a")),
        row("clear", ShmCache::clear, List.of(), List.of()),
        row(
            "invoke remove",
            c -> c.invoke("a", (e, x) -> run(e::remove)),
            List.of("delete a"),
            List.of("delete a")),
        row(
            "invoke setValue, remove",
            c -> c.invoke("a", (e, x) -> run(() -> e.setValue("2")) + run(e::remove)),
            List.of(),
            List.of("delete a")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theWriterHearsOfAnAbsentKey(
      String name, Operation operation, List<String> absent, List<String> present) {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      operation.on(cache(kit, writer));

      assertThat(writer.lines()).isEqualTo(absent);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theWriterHearsOfAPresentKey(
      String name, Operation operation, List<String> absent, List<String> present) {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache = cache(kit, writer);
      cache.put("a", "1");
      writer.lines().clear();
      operation.on(cache);

      assertThat(writer.lines()).isEqualTo(present);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void whatTheWriterRefusesStaysAsItWas(
      String name, Operation operation, List<String> absent, List<String> present) {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache = cache(kit, writer);
      cache.put("a", "1");
      cache.registerCacheEntryListener(log.synchronous());
      cache.getStatistics().clear();
      writer.refusing("a");

      if (present.isEmpty()) {
        operation.on(cache);
      } else {
        assertThatExceptionOfType(CacheWriterException.class)
            .isThrownBy(() -> operation.on(cache))
            .withCauseInstanceOf(UnsupportedOperationException.class);
        assertThat(cache.get("a")).isEqualTo("1");
      }
      assertThat(log.lines()).isEmpty();
      assertThat(cache.getStatistics().getCachePuts()).isZero();
      assertThat(cache.getStatistics().getCacheRemovals()).isZero();
    }
  }

  @Test
  void afterAPartialFailureTheRestIsStored() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = cache(kit, new WriterLog().refusing("k7", "k300"));
      Map<String, String> entries = new LinkedHashMap<>();
      for (int i = 0; i < 600; i++) {
        entries.put("k" + i, "v" + i);
      }

      assertThatExceptionOfType(CacheWriterException.class)
          .isThrownBy(() -> cache.putAll(entries))
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

      assertThat(cache).hasSize(598);
      assertThat(cache.containsKey("k7")).isFalse();
      assertThat(cache.containsKey("k300")).isFalse();
      assertThat(cache.getStatistics().getCachePuts()).isEqualTo(598);
    }
  }

  @Test
  void afterAPartialFailureTheRestIsRemoved() {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache = cache(kit, writer);
      cache.putAll(Map.of("a", "1", "b", "2", "c", "3", "d", "4"));
      writer.refusing("b", "d");

      assertThatExceptionOfType(CacheWriterException.class)
          .isThrownBy(() -> cache.removeAll(new LinkedHashSet<>(List.of("a", "b"))));
      assertThat(cache.containsKey("a")).isFalse();
      assertThat(cache.containsKey("b")).isTrue();
      assertThatExceptionOfType(CacheWriterException.class).isThrownBy(cache::removeAll);
      assertThat(cache).extracting(entry -> entry.getKey()).containsExactlyInAnyOrder("b", "d");
      assertThat(cache.getStatistics().getCacheRemovals()).isEqualTo(2);
    }
  }

  @Test
  void aValueTheCacheCannotHoldIsRefusedBeforeItIsWritten() {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache = cache(kit, writer);

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("a", "x".repeat(1 << 18)))
          .withMessageContaining("131,072");
      assertThat(writer.lines()).isEmpty();
    }
  }

  @Test
  void aWriterWithoutWriteThroughIsMadeAndClosedButNotCalled() {
    try (CacheKit kit = new CacheKit()) {
      WriterLog writer = new WriterLog();
      ShmCache<String, String> cache =
          kit.cache(CacheKit.strings().setCacheWriterFactory(() -> writer));

      cache.put("a", "1");
      cache.close();

      assertThat(writer.lines()).isEmpty();
      assertThat(writer.isClosed()).isTrue();
    }
  }

  private static ShmCache<String, String> cache(CacheKit kit, WriterLog writer) {
    return kit.cache(
        CacheKit.strings()
            .setCacheWriterFactory(() -> writer)
            .setWriteThrough(true)
            .setStatisticsEnabled(true));
  }

  private static Arguments row(
      String name, Operation operation, List<String> absent, List<String> present) {
    return Arguments.of(name, operation, absent, present);
  }

  private static String run(Runnable action) {
    action.run();
    return "done";
  }

  /** What is done to a cache. */
  interface Operation {
    void on(ShmCache<String, String> cache);
  }
}
