package io.shmstl.jcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/** A listener that writes down what it hears, as {@code UPDATED key=new was old}. */
final class EventLog
    implements CacheEntryCreatedListener<String, String>,
        CacheEntryUpdatedListener<String, String>,
        CacheEntryRemovedListener<String, String>,
        CacheEntryExpiredListener<String, String>,
        AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean isClosed;

  List<String> lines() {
    return lines;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** A registration on the calling thread, with old values. */
  CacheEntryListenerConfiguration<String, String> synchronous() {
    return registration(null, true, true);
  }

  CacheEntryListenerConfiguration<String, String> registration(
      @Nullable CacheEntryEventFilter<String, String> filter,
      boolean withOldValues,
      boolean isSynchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        new FactoryBuilder.SingletonFactory<>(this),
        filter == null ? null : (Factory<CacheEntryEventFilter<String, String>>) () -> filter,
        withOldValues,
        isSynchronous);
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private void note(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    for (CacheEntryEvent<? extends String, ? extends String> event : events) {
      lines.add(
          event.getEventType()
              + " "
              + event.getKey()
              + "="
              + event.getValue()
              + (event.isOldValueAvailable() ? " was " + event.getOldValue() : ""));
    }
  }
}
