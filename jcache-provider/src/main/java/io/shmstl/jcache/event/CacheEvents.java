package io.shmstl.jcache.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
  private volatile boolean isClosed;

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
   * @return empty if it was added; the listener's and filter's objects, for the caller to close, if
   *     it was not: somebody has closed the cache, perhaps the factory itself
   * @throws IllegalArgumentException if an equal configuration is registered
   */
  public synchronized List<Object> register(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.gateway.configuration().equals(configuration)) {
        throw new IllegalArgumentException(
            "this listener configuration is registered already: " + configuration);
      }
    }
    ListenerGateway<K, V> gateway = new ListenerGateway<>(configuration);
    if (isClosed) {
      return gateway.userObjects();
    }
    DeliveryQueue<K, V> queue =
        configuration.isSynchronous()
            ? null
            : new DeliveryQueue<>(executor, changes -> gateway.deliver(source, changes));
    registrations.add(new Registration<>(gateway, queue));
    recomputeInterest();
    return List.of();
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

  /**
   * Removes every listener, waiting a bounded time for what is queued, and lets none be registered
   * any more; returns their objects.
   */
  public synchronized List<Object> close() {
    isClosed = true;
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
        enter(queue, changes);
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

  /** A change that meets the end of the manager was made all the same: nobody hears of it. */
  private void enter(DeliveryQueue<K, V> queue, List<Change<K, V>> changes) {
    try {
      queue.enter(changes);
    } catch (RejectedExecutionException e) {
      if (!isClosed) {
        throw e;
      }
      logger()
          .log(
              Level.WARNING,
              source.getName() + ": a listener was closed before it was told of a change",
              e);
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
