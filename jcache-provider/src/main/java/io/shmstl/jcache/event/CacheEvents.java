package io.shmstl.jcache.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** The listeners of one cache handle. Any thread may register, remove and send. */
public final class CacheEvents<K, V> {
  /** How long a change waits, in all, for listeners that do not keep up. */
  static final Duration ROOM_WAIT = Duration.ofSeconds(30);

  /** How long a close waits for what is still queued. */
  static final Duration DRAIN_WAIT = Duration.ofSeconds(5);

  /** A listener, and its queue if it is asynchronous. */
  private record Registration<K, V>(
      ListenerGateway<K, V> gateway, @Nullable DeliveryQueue<K, V> queue) {}

  private final Cache<K, V> source;
  private final Executor executor;
  private final CopyOnWriteArrayList<Registration<K, V>> registrations =
      new CopyOnWriteArrayList<>();
  private volatile Interest interest = Interest.NONE;

  /** What the registrations want, taken together. */
  private record Interest(EnumSet<EventType> types, boolean inOldValues) {
    static final Interest NONE = new Interest(EnumSet.noneOf(EventType.class), false);
  }

  /**
   * A cache without listeners.
   *
   * @param source the cache that events name
   * @param executor runs asynchronous deliveries
   */
  public CacheEvents(Cache<K, V> source, Executor executor) {
    this.source = source;
    this.executor = executor;
  }

  /**
   * Adds a listener, made by its factory.
   *
   * @throws IllegalArgumentException if an equal configuration is registered
   */
  public synchronized void register(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.gateway.configuration().equals(configuration)) {
        throw new IllegalArgumentException(
            "this listener configuration is registered already: " + configuration);
      }
    }
    ListenerGateway<K, V> gateway = new ListenerGateway<>(configuration);
    DeliveryQueue<K, V> queue =
        configuration.isSynchronous()
            ? null
            : new DeliveryQueue<>(executor, changes -> gateway.deliver(source, changes));
    registrations.add(new Registration<>(gateway, queue));
    recomputeInterest();
  }

  /**
   * Removes the listener registered with an equal configuration.
   *
   * @return the listener's and filter's objects, for the caller to close; empty if there was none
   */
  public synchronized List<Object> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.gateway.configuration().equals(configuration)) {
        registrations.remove(registration);
        recomputeInterest();
        drain(registration);
        return registration.gateway.userObjects();
      }
    }
    return List.of();
  }

  /** Removes every listener, waiting a bounded time for what is queued; returns their objects. */
  public synchronized List<Object> close() {
    List<Object> objects = new ArrayList<>();
    for (Registration<K, V> registration : registrations) {
      drain(registration);
      objects.addAll(registration.gateway.userObjects());
    }
    registrations.clear();
    recomputeInterest();
    return objects;
  }

  /** Whether any listener hears of such events. */
  public boolean isWanted(EventType type) {
    return interest.types.contains(type);
  }

  /** Whether any listener hears of anything. */
  public boolean hasListeners() {
    return !interest.types.isEmpty();
  }

  /** Whether any listener asks for old values. */
  public boolean wantsOldValues() {
    return interest.inOldValues;
  }

  /**
   * Tells every listener; the caller holds the locks of the keys and not the writer lease.
   *
   * @throws CacheEntryListenerException the first failure of a synchronous listener, with the
   *     others suppressed in it
   */
  public void send(List<Change<K, V>> changes) {
    CacheEntryListenerException failure = null;
    for (Registration<K, V> registration : registrations) {
      DeliveryQueue<K, V> queue = registration.queue;
      if (queue != null) {
        queue.enter(changes);
        continue;
      }
      try {
        registration.gateway.deliver(source, changes);
      } catch (CacheEntryListenerException e) {
        failure = Failures.add(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Waits, for a bounded time, until asynchronous listeners have room; no lock may be held. */
  public void awaitRoom() {
    for (Registration<K, V> registration : registrations) {
      if (registration.queue != null) {
        registration.queue.awaitRoom(ROOM_WAIT);
      }
    }
  }

  private void drain(Registration<K, V> registration) {
    if (registration.queue != null) {
      int left = registration.queue.drain(DRAIN_WAIT);
      if (left > 0) {
        logger()
            .log(
                Level.WARNING,
                "{0}: a listener was closed with about {1} changes it had not taken within {2}",
                source.getName(),
                left,
                DRAIN_WAIT);
      }
    }
  }

  private void recomputeInterest() {
    EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
    boolean inOldValues = false;
    for (Registration<K, V> registration : registrations) {
      for (EventType type : EventType.values()) {
        if (registration.gateway.hears(type)) {
          types.add(type);
        }
      }
      inOldValues |= registration.gateway.isOldValueRequired();
    }
    interest = types.isEmpty() ? Interest.NONE : new Interest(types, inOldValues);
  }

  private static Logger logger() {
    return System.getLogger(CacheEvents.class.getName());
  }
}
