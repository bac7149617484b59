package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ListenerTest {
  @Test
  void oldValuesAreToldOnlyToThoseWhoAsk() {
    try (CacheKit kit = new CacheKit()) {
      EventLog with = new EventLog();
      EventLog without = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(with.registration(null, true, true));
      cache.registerCacheEntryListener(without.registration(null, false, true));

      cache.put("a", "1");
      cache.put("a", "2");
      cache.remove("a");

      assertThat(with.lines())
          .containsExactly("CREATED a=1", "UPDATED a=2 was 1", "REMOVED a=2 was 2");
      assertThat(without.lines()).containsExactly("CREATED a=1", "UPDATED a=2", "REMOVED a=null");
    }
  }

  @Test
  void whatASynchronousListenerThrowsReachesTheCallerAndTheChangeStays() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(created(events -> fail("first")));
      cache.registerCacheEntryListener(log.synchronous());
      cache.registerCacheEntryListener(created(events -> fail("second")));

      assertThatExceptionOfType(CacheEntryListenerException.class)
          .isThrownBy(() -> cache.put("a", "1"))
          .withMessageContaining("first")
          .withCauseInstanceOf(UnsupportedOperationException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(log.lines()).containsExactly("CREATED a=1");
    }
  }

  @Test
  void afterAListenerThrewTheRestOfABulkOperationIsDone() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(created(events -> fail("each time")));
      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < 600; i++) {
        entries.put("k" + i, "v");
      }

      assertThatExceptionOfType(CacheEntryListenerException.class)
          .isThrownBy(() -> cache.putAll(entries));

      assertThat(cache).hasSize(600);
    }
  }

  @Test
  void aThrowingFilterAbortsNeitherTheChangeNorOtherListeners() {
    try (CacheKit kit = new CacheKit()) {
      EventLog filtered = new EventLog();
      EventLog log = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(
          filtered.registration(
              event -> {
                throw new UnsupportedOperationException("filter");
              },
              false,
              true));
      cache.registerCacheEntryListener(log.synchronous());

      assertThatExceptionOfType(CacheEntryListenerException.class)
          .isThrownBy(() -> cache.put("a", "1"))
          .withMessageContaining("filter");

      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(filtered.lines()).isEmpty();
      assertThat(log.lines()).containsExactly("CREATED a=1");
    }
  }

  @Test
  void aFilterChoosesEvents() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(
          log.registration(event -> event.getKey().startsWith("a"), true, true));

      cache.putAll(Map.of("a", "1", "b", "2"));

      assertThat(log.lines()).containsExactly("CREATED a=1");
    }
  }

  @Test
  void eventsHoldCopiesOfWhatTheCallerMayChange() {
    try (CacheKit kit = new CacheKit()) {
      Cache<String, ArrayList<String>> cache =
          kit.manager().createCache(CacheKit.NAME, new ShmConfiguration<>());
      List<ArrayList<String>> heard = new CopyOnWriteArrayList<>();
      CacheEntryCreatedListener<String, ArrayList<String>> listener =
          events -> events.forEach(event -> heard.add(event.getValue()));
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
      ArrayList<String> value = new ArrayList<>(List.of("one"));

      cache.put("a", value);
      value.add("two");

      assertThat(heard).containsExactly(new ArrayList<>(List.of("one")));
    }
  }

  @Test
  void asynchronousEventsOfAKeyArriveInTheirOrder() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(log.registration(null, true, false));
      List<String> expected = new ArrayList<>();

      for (int i = 0; i < 1_000; i++) {
        cache.put("a", "v" + i);
        expected.add(i == 0 ? "CREATED a=v0" : "UPDATED a=v" + i + " was v" + (i - 1));
      }

      Awaitility.await().until(() -> log.lines().size() == 1_000);
      assertThat(log.lines()).isEqualTo(expected);
    }
  }

  @Test
  void whatIsQueuedIsDeliveredBeforeTheCacheIsClosed() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      CountDownLatch opened = new CountDownLatch(1);
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(log.registration(event -> awaited(opened), false, false));
      for (int i = 0; i < 100; i++) {
        cache.put("k" + i, "v");
      }

      opened.countDown();
      cache.close();

      assertThat(log.lines()).hasSize(100);
      assertThat(log.isClosed()).isTrue();
    }
  }

  @Test
  void aListenerRegisteredWhileTheCacheClosesIsRefusedAndClosed() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      ShmCache<String, String> cache = kit.cache();
      Factory<EventLog> closing =
          () -> {
            cache.close();
            return log;
          };

      assertThatIllegalStateException()
          .isThrownBy(() ->
              cache.registerCacheEntryListener(
                  new MutableCacheEntryListenerConfiguration<>(closing, null, false, true)))
          .withMessageContaining("closed");

      assertThat(log.isClosed()).isTrue();
    }
  }

  /** The segment stays open for the other manager, so that this one's close need not wait. */
  @Test
  @Timeout(60)
  void aChangeIsMadeThoughItsManagerClosesBeforeAsynchronousListenersAreTold() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      Cache<String, String> elsewhere = kit.openedElsewhere();
      ShmCacheManager manager = kit.manager();
      CacheEntryCreatedListener<String, String> closing =
          _ -> CompletableFuture.runAsync(manager::close).join();
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> closing, null, false, true));
      cache.registerCacheEntryListener(new EventLog().registration(null, false, false));

      cache.put("key", "value");

      assertThat(manager.isClosed()).isTrue();
      assertThat(elsewhere.get("key")).isEqualTo("value");
    }
  }

  @Test
  void whatAnAsynchronousListenerThrowsReachesNobodyAndItHearsOn() {
    try (CacheKit kit = new CacheKit()) {
      List<String> heard = new CopyOnWriteArrayList<>();
      ShmCache<String, String> cache = kit.cache();
      CacheEntryCreatedListener<String, String> listener =
          events ->
              events.forEach(event -> {
                heard.add(event.getKey());
                if (event.getKey().equals("bad")) {
                  throw new UnsupportedOperationException("thrown by a test");
                }
              });
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, false));

      cache.put("bad", "1");
      Awaitility.await().until(() -> heard.contains("bad"));
      cache.put("good", "1");

      Awaitility.await().until(() -> heard.contains("good"));
    }
  }

  @Test
  void aListenerMayUseTheCacheForOtherKeys() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      cache.registerCacheEntryListener(
          created(events ->
              events.forEach(event -> {
                if (event.getKey().length() < 5) {
                  cache.put(event.getKey() + "x", event.getValue());
                }
              })));

      cache.put("a", "1");

      assertThat(cache.getAll(Set.of("a", "ax", "axx", "axxx", "axxxx"))).hasSize(5);
    }
  }

  @Test
  void aRegistrationIsPartOfTheConfigurationUntilItIsTakenBack() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      CacheEntryListenerConfiguration<String, String> registration = log.synchronous();
      ShmCache<String, String> cache = kit.cache();

      cache.registerCacheEntryListener(registration);
      assertThat(cache.configuration().getCacheEntryListenerConfigurations()).hasSize(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.registerCacheEntryListener(registration));
      cache.deregisterCacheEntryListener(registration);
      cache.deregisterCacheEntryListener(registration);
      cache.put("a", "1");

      assertThat(cache.configuration().getCacheEntryListenerConfigurations()).isEmpty();
      assertThat(log.lines()).isEmpty();
      assertThat(log.isClosed()).isTrue();
    }
  }

  @Test
  void listenersHearTheChangesOfTheirOwnManagerOnly() {
    try (CacheKit kit = new CacheKit()) {
      EventLog log = new EventLog();
      kit.cache().registerCacheEntryListener(log.synchronous());

      kit.openedElsewhere().put("a", "1");
      kit.opened().put("a", "2");

      assertThat(log.lines()).containsExactly("UPDATED a=2 was 1");
    }
  }

  @Test
  void anErrorOfAListenerIsNotWrappedAndLeavesNoLock() {
    try (CacheKit kit = new CacheKit()) {
      ShmCache<String, String> cache = kit.cache();
      CacheEntryListenerConfiguration<String, String> registration =
          created(events -> {
            throw new LinkageError("thrown by a test");
          });
      cache.registerCacheEntryListener(registration);

      assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> cache.put("a", "1"));

      cache.deregisterCacheEntryListener(registration);
      kit.openedElsewhere().put("a", "2");
      assertThat(cache.get("a")).isEqualTo("2");
    }
  }

  private static CacheEntryListenerConfiguration<String, String> created(
      CacheEntryCreatedListener<String, String> listener) {
    return new MutableCacheEntryListenerConfiguration<>(
        () -> (CacheEntryListener<String, String>) listener, null, false, true);
  }

  private static void fail(String message) {
    throw new UnsupportedOperationException(message);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
