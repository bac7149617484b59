package io.shmstl.jcache.event;

import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One registered listener and its filter: the only place where either is called. Used by any
 * thread; the order of calls is the caller's.
 */
final class ListenerGateway<K, V> {
  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final boolean isOldValueRequired;

  /** Makes listener and filter by their factories; whatever those throw passes through. */
  ListenerGateway(CacheEntryListenerConfiguration<K, V> configuration) {
    this.configuration = configuration;
    this.listener = configuration.getCacheEntryListenerFactory().create();
    Factory<CacheEntryEventFilter<? super K, ? super V>> filterFactory =
        configuration.getCacheEntryEventFilterFactory();
    this.filter = filterFactory == null ? null : filterFactory.create();
    this.isOldValueRequired = configuration.isOldValueRequired();
  }

  CacheEntryListenerConfiguration<K, V> configuration() {
    return configuration;
  }

  boolean isOldValueRequired() {
    return isOldValueRequired;
  }

  /** Listener and filter, to be closed with the cache. */
  List<Object> userObjects() {
    return filter == null ? List.of(listener) : List.of(listener, filter);
  }

  /** Whether the listener is of a kind that hears of such events. */
  boolean hears(EventType type) {
    return switch (type) {
      case CREATED -> listener instanceof CacheEntryCreatedListener;
      case UPDATED -> listener instanceof CacheEntryUpdatedListener;
      case REMOVED -> listener instanceof CacheEntryRemovedListener;
      case EXPIRED -> listener instanceof CacheEntryExpiredListener;
    };
  }

  /**
   * Delivers changes in their order; neighbours of one type go in one call.
   *
   * @throws CacheEntryListenerException if the listener or its filter throws, once the others of
   *     the changes were delivered; later failures are suppressed in the first. An error is not
   *     wrapped and ends the delivery.
   */
  void deliver(Cache<K, V> source, List<Change<K, V>> changes) {
    CacheEntryListenerException failure = null;
    int from = 0;
    while (from < changes.size()) {
      EventType type = changes.get(from).type();
      int to = from + 1;
      while (to < changes.size() && changes.get(to).type() == type) {
        to++;
      }
      if (hears(type)) {
        try {
          call(type, source, changes.subList(from, to));
        } catch (CacheEntryListenerException e) {
          failure = Failures.add(failure, e);
        } catch (RuntimeException e) {
          failure =
              Failures.add(
                  failure,
                  new CacheEntryListenerException(
                      "listener " + listener.getClass().getName() + " failed: " + e, e));
        }
      }
      from = to;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void call(EventType type, Cache<K, V> source, List<Change<K, V>> changes) {
    List<CacheEntryEvent<? extends K, ? extends V>> events = new ArrayList<>(changes.size());
    for (Change<K, V> change : changes) {
      EntryEvent<K, V> event = new EntryEvent<>(source, change, isOldValueRequired);
      if (filter == null || filter.evaluate(event)) {
        events.add(event);
      }
    }
    if (!events.isEmpty()) {
      call(type, events);
    }
  }

  /** The listener is for {@code ? super K}, so it takes events of K; the API cannot say so. */
  @SuppressWarnings("unchecked")
  private void call(EventType type, Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    switch (type) {
      case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
      case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
      case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
      case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
    }
  }
}
