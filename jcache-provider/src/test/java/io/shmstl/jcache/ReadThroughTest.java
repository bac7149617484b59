package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;

class ReadThroughTest {
  private final LoaderLog loader = new LoaderLog();
  private final EventLog events = new EventLog();
  private final WriterLog writer = new WriterLog();

  @Test
  void aMissLoadsOnceAndIsNeitherWrittenNorCountedAsPut() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);

      assertThat(cache.get("a")).isEqualTo("loaded-a");
      assertThat(cache.get("a")).isEqualTo("loaded-a");
      assertThat(cache.get("nothing")).isNull();

      assertThat(loader.lines()).containsExactly("load a", "load nothing");
      assertThat(events.lines()).containsExactly("CREATED a=loaded-a");
      assertThat(writer.lines()).isEmpty();
      assertThat(cache.getStatistics().getCacheHits()).isEqualTo(1);
      assertThat(cache.getStatistics().getCacheMisses()).isEqualTo(2);
      assertThat(cache.getStatistics().getCachePuts()).isZero();
    }
  }

  @Test
  void getAllLoadsWhatIsMissingInOneCall() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);
      cache.put("a", "here");

      Map<String, String> found = cache.getAll(Set.of("a", "b", "c", "none"));

      assertThat(found).isEqualTo(Map.of("a", "here", "b", "loaded-b", "c", "loaded-c"));
      assertThat(loader.lines()).containsExactly("loadAll b c none");
      assertThat(cache.containsKey("never asked")).isFalse();
      assertThat(cache.getStatistics().getCacheHits()).isEqualTo(1);
      assertThat(cache.getStatistics().getCacheMisses()).isEqualTo(3);
    }
  }

  @Test
  void whatTheLoaderThrowsReachesTheCallerWithItsCauseAndTheMissCounts() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);

      assertThatExceptionOfType(CacheLoaderException.class)
          .isThrownBy(() -> cache.get("bad"))
          .withMessageContaining("bad")
          .withCauseInstanceOf(UnsupportedOperationException.class);
      assertThatExceptionOfType(CacheLoaderException.class)
          .isThrownBy(() -> cache.getAll(Set.of("bad", "a")));
      assertThat(cache.containsKey("a")).isFalse();
      assertThat(cache.getStatistics().getCacheMisses()).isPositive();
    }
  }

  @Test
  void aProcessorLoadsOnlyWhatItReads() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);

      assertThat(cache.<Boolean>invoke("a", (entry, arguments) -> entry.exists())).isFalse();
      assertThat(loader.lines()).isEmpty();
      assertThat(cache.<String>invoke("a", (entry, arguments) -> entry.getValue()))
          .isEqualTo("loaded-a");
      assertThat(writer.lines()).isEmpty();
      assertThat(cache.getStatistics().getCachePuts()).isZero();

      cache.invoke(
          "b",
          (entry, arguments) -> {
            entry.setValue(entry.getValue() + "!");
            return null;
          });
      assertThat(writer.lines()).containsExactly("write b=loaded-b!");
      assertThat(cache.get("b")).isEqualTo("loaded-b!");

      cache.invoke(
          "c",
          (entry, arguments) -> {
            entry.setValue(entry.getValue() + "!");
            entry.remove();
            return null;
          });
      assertThat(writer.lines()).containsExactly("write b=loaded-b!", "delete c");
      assertThatExceptionOfType(EntryProcessorException.class)
          .isThrownBy(() -> cache.invoke("bad", (entry, arguments) -> entry.getValue()))
          .withCauseInstanceOf(CacheLoaderException.class);
    }
  }

  @Test
  void otherOperationsDoNotLoad() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);

      cache.containsKey("a");
      cache.getAndPut("a", "1");
      cache.putIfAbsent("b", "1");
      cache.replace("c", "1");
      cache.getAndReplace("c", "1");
      cache.getAndRemove("c");
      cache.remove("c", "1");
      for (Cache.Entry<String, String> entry : cache) {
        assertThat(entry.getValue()).isEqualTo("1");
      }

      assertThat(loader.lines()).isEmpty();
    }
  }

  @Test
  void loadAllStoresWithoutWritingAndLeavesWhatIsThere() throws Exception {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);
      cache.put("a", "here");
      writer.lines().clear();

      load(cache, Set.of("a", "b", "none"), false);
      assertThat(loader.lines()).containsExactly("loadAll b none");
      assertThat(cache.get("a")).isEqualTo("here");

      load(cache, Set.of("a", "b"), true);
      assertThat(cache.get("a")).isEqualTo("loaded-a");
      assertThat(writer.lines()).isEmpty();
      assertThat(events.lines())
          .startsWith("CREATED a=here", "CREATED b=loaded-b")
          .containsExactlyInAnyOrder(
              "CREATED a=here",
              "CREATED b=loaded-b",
              "UPDATED a=loaded-a was here",
              "UPDATED b=loaded-b was loaded-b");
    }
  }

  @Test
  void loadAllWorksInChunksOfTheRunner() throws Exception {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);
      Set<String> keys = new HashSet<>();
      for (int i = 0; i < 600; i++) {
        keys.add("k" + i);
      }

      load(cache, keys, false);

      assertThat(loader.lines()).hasSize(3);
      assertThat(cache).hasSize(600);
    }
  }

  @Test
  void loadAllTellsItsListenerWhatTheLoaderThrew() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> load(cache, Set.of("bad"), false))
          .withCauseInstanceOf(CacheLoaderException.class);
      cache.loadAll(Set.of("bad"), false, null);
    }
  }

  @Test
  void loadAllChecksItsKeysAtOnce() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = readThrough(kit);
      Set<String> keys = new HashSet<>();
      keys.add(null);

      assertThatNullPointerException().isThrownBy(() -> cache.loadAll(keys, false, null));
    }
  }

  @Test
  void withoutLoaderLoadAllIsDoneAtOnce() throws Exception {
    try (CacheKit kit = new CacheKit()) {
      load(kit.cache(), Set.of("a"), true);
    }
  }

  @Test
  void withoutReadThroughOnlyLoadAllLoads() throws Exception {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache =
          kit.cache(CacheKit.strings().setCacheLoaderFactory(() -> loader));

      assertThat(cache.get("a")).isNull();
      assertThat(cache.getAll(Set.of("a"))).isEmpty();
      assertThat(cache.<String>invoke("a", (entry, arguments) -> entry.getValue())).isNull();
      assertThat(loader.lines()).isEmpty();
      load(cache, Set.of("a"), false);
      assertThat(cache.get("a")).isEqualTo("loaded-a");
    }
  }

  @Test
  void theLoaderIsClosedWithTheCache() {
    try (CacheKit kit = new CacheKit()) {
      readThrough(kit).close();

      assertThat(loader.isClosed()).isTrue();
      assertThat(writer.isClosed()).isTrue();
      assertThat(events.isClosed()).isTrue();
    }
  }

  private static void load(ShmCache<String, String> cache, Set<String> keys, boolean replaces)
      throws Exception {
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(keys, replaces, done);
    done.get(30, TimeUnit.SECONDS);
  }

  private ShmCache<String, String> readThrough(CacheKit kit) {
    return kit.cache(
        CacheKit.strings()
            .setCacheLoaderFactory(() -> loader)
            .setReadThrough(true)
            .setCacheWriterFactory(() -> writer)
            .setWriteThrough(true)
            .setStatisticsEnabled(true)
            .addCacheEntryListenerConfiguration(events.synchronous()));
  }
}
