package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessorTest {
  @Test
  void whatAProcessorThrowsIsWrappedAndNothingIsStored() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      assertThatExceptionOfType(EntryProcessorException.class)
          .isThrownBy(() -> cache.invoke("a", failing(new IllegalArgumentException("mine"))))
          .withMessageContaining("mine")
          .withCauseInstanceOf(IllegalArgumentException.class);
      assertThatExceptionOfType(EntryProcessorException.class)
          .isThrownBy(() -> cache.invoke("a", failing(new EntryProcessorException("own"))))
          .withMessage("own")
          .withNoCause();
      assertThat(cache).isEmpty();
    }
  }

  @Test
  void invokeAllIsolatesKeysAndLeavesOutNullResults() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      Map<String, EntryProcessorResult<String>> results =
          cache.invokeAll(
              Set.of("a", "bad", "quiet"),
              (entry, arguments) -> {
                entry.setValue(arguments[0] + entry.getKey());
                if (entry.getKey().equals("bad")) {
                  throw new IllegalArgumentException("mine");
                }
                return entry.getKey().equals("quiet") ? null : entry.getValue();
              },
              "new-");

      assertThat(results).containsOnlyKeys("a", "bad");
      assertThat(results.get("a")).extracting(EntryProcessorResult::get).isEqualTo("new-a");
      assertThatExceptionOfType(EntryProcessorException.class)
          .isThrownBy(() -> Objects.requireNonNull(results.get("bad")).get())
          .withCauseInstanceOf(IllegalArgumentException.class);
      assertThat(cache.getAll(Set.of("a", "bad", "quiet")))
          .isEqualTo(Map.of("a", "new-a", "quiet", "new-quiet"));
    }
  }

  @Test
  void anEntryKeptAfterwardsRefuses() {
    try (CacheKit kit = new CacheKit()) {
      List<MutableEntry<String, String>> kept = new ArrayList<>();
      kit.cache().invoke("a", (entry, arguments) -> kept.add(entry));

      assertThatIllegalStateException().isThrownBy(() -> kept.getFirst().setValue("late"));
      assertThatIllegalStateException().isThrownBy(() -> kept.getFirst().getValue());
      assertThat(kit.opened().containsKey("a")).isFalse();
    }
  }

  @Test
  void aChangeOfTheValueIsNotStoredWithoutSetValue() {
    try (CacheKit kit = new CacheKit()) {
      Cache<String, ArrayList<String>> cache =
          kit.manager().createCache(CacheKit.NAME, new ShmConfiguration<>());
      cache.put("a", new ArrayList<>(List.of("one")));

      cache.invoke("a", (entry, arguments) -> entry.getValue().add("two"));

      assertThat(cache.get("a")).containsExactly("one");
    }
  }

  @Test
  void aProcessorMayUseOtherKeysAndReadItsOwn() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("a", "1");

      cache.invoke(
          "a",
          (entry, arguments) -> {
            for (int i = 0; i < 600; i++) {
              cache.put("other" + i, entry.getValue());
            }
            assertThat(cache.get("a")).isEqualTo("1");
            entry.setValue("2");
            return null;
          });

      assertThat(cache).hasSize(601);
      assertThat(cache.get("a")).isEqualTo("2");
    }
  }

  @Test
  void aProcessorThatChangesItsOwnKeyThroughTheCacheIsRefused() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      assertThatExceptionOfType(EntryProcessorException.class)
          .isThrownBy(() ->
              cache.invoke(
                  "a",
                  (entry, arguments) -> {
                    cache.put("a", "inner");
                    return null;
                  }))
          .withMessageContaining("holds the lock of this key");
      cache.put("a", "outer");
      assertThat(cache.get("a")).isEqualTo("outer");
    }
  }

  @Test
  @Timeout(60)
  void aProcessorMayCloseItsCache() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.put("key", "value");

      String seen =
          cache.invoke(
              "key",
              (entry, _) -> {
                String value = entry.getValue();
                cache.close();
                return value;
              });

      assertThat(seen).isEqualTo("value");
      assertThat(cache.isClosed()).isTrue();
      assertThat(kit.openedElsewhere().get("key")).isEqualTo("value");
      kit.openedElsewhere().put("key", "its lock is free");
    }
  }

  @Test
  @Timeout(60)
  void aProcessorThatClosesItsManagerIsRefusedAndNothingIsClosed() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      requireRefusedUnderAKey(cache, () -> kit.manager().close());

      assertThat(cache.isClosed()).isFalse();
      cache.put("key", "its lock is free");
      assertThat(cache.get("key")).isEqualTo("its lock is free");
    }
  }

  @Test
  @Timeout(60)
  void aProcessorThatHasClosedItsCacheMayNotCloseItsManagerEither() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      requireRefusedUnderAKey(
          cache,
          () -> {
            cache.close();
            kit.manager().close();
          });

      kit.opened().put("key", "its lock is free");
      kit.manager().close();
      assertThat(kit.opened().get("key")).isEqualTo("its lock is free");
    }
  }

  @Test
  @Timeout(60)
  void aProcessorThatClosesItsProviderIsRefusedAndNoManagerIsClosed() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      List<CacheManager> others = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String other = "shmstl:" + kit.directory().resolveSibling("other" + i);
        others.add(kit.provider().getCacheManager(URI.create(other), null));
      }

      requireRefusedUnderAKey(cache, () -> kit.provider().close());

      assertThat(cache.isClosed()).isFalse();
      assertThat(others).noneMatch(CacheManager::isClosed);
    }
  }

  @Test
  @Timeout(60)
  void aProcessorMayDestroyItsCache() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();

      assertThatThrownBy(() ->
              cache.invoke(
                  "key",
                  (entry, _) -> {
                    kit.manager().destroyCache(CacheKit.NAME);
                    entry.setValue("nowhere to go");
                    return null;
                  }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(cache.isClosed()).isTrue();
      kit.cache().put("key", "value");
      assertThat(kit.opened().get("key")).isEqualTo("value");
    }
  }

  @Test
  void noUpdateIsLostBetweenThreadsOfTwoManagers() throws Exception {
    int threads = 4;
    int increments = 2_000;
    try (CacheKit kit = new CacheKit();
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Cache<String, Integer> cache =
          kit.manager()
              .createCache(
                  CacheKit.NAME,
                  new ShmConfiguration<String, Integer>().setTypes(String.class, Integer.class));
      Cache<String, Integer> other = kit.openedElsewhere();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Cache<String, Integer> used = thread % 2 == 0 ? cache : other;
        tasks.add(() -> {
          for (int i = 0; i < increments; i++) {
            used.invoke("counter", ProcessorTest::increment);
          }
          return null;
        });
      }
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }

      assertThat(cache.get("counter")).isEqualTo(threads * increments);
    }
  }

  @Test
  void argumentsAreChecked() {
    try (CacheKit kit = new CacheKit()) {
      Cache<String, String> cache = kit.cache();

      assertThatNullPointerException().isThrownBy(() -> cache.invoke(null, doingNothing()));
      assertThatNullPointerException().isThrownBy(() -> cache.invoke("a", null));
      assertThatNullPointerException().isThrownBy(() -> cache.invokeAll(null, doingNothing()));
      assertThatNullPointerException().isThrownBy(() -> cache.invokeAll(Set.of("a"), null));
    }
  }

  private static Object increment(MutableEntry<String, Integer> entry, Object... arguments) {
    entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
    return entry.getValue();
  }

  private static EntryProcessor<String, String, Void> doingNothing() {
    return (entry, arguments) -> null;
  }

  private static EntryProcessor<String, String, Void> failing(RuntimeException failure) {
    return (entry, arguments) -> {
      entry.setValue("never stored");
      throw failure;
    };
  }

  private static void requireRefusedUnderAKey(ShmCache<String, String> cache, Runnable act) {
    assertThatThrownBy(() ->
            cache.invoke(
                "key",
                (_, _) -> {
                  act.run();
                  return null;
                }))
        .hasMessageContaining("holds a key lock");
  }
}
