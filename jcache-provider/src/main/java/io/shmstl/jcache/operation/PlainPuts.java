package io.shmstl.jcache.operation;

import io.shmstl.codec.ByteWriter;
import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.cache.StoreGateway;
import io.shmstl.jcache.management.CacheStatistics;

/**
 * Puts where nothing hangs on them but bytes: entries are eternal, nobody listens, nothing is
 * written through. What was there is not looked at, so there is nothing to decide or to tell. Any
 * thread; from where anything else belongs to a put it is the runner's.
 *
 * <p>The lines of memory that the change will touch are asked for before the value is encoded, and
 * so come while that goes on: a lock waits for every load before it.
 */
final class PlainPuts<K, V> {
  private final CacheContext<K, V> context;

  PlainPuts(CacheContext<K, V> context) {
    this.context = context;
  }

  /** Whether a put of this cache is nothing but a put, at this moment. */
  boolean isPlain() {
    return context.writer() == null && context.treatsUpdatesAsCreations();
  }

  /** Stores a value, over the one the key may have. */
  void put(K key, V value) {
    CacheStatistics statistics = context.statistics();
    boolean isCounting = statistics.isEnabled();
    long startedNanos = isCounting ? System.nanoTime() : 0;
    try (Scratch scratch = Scratch.take()) {
      StoreGateway store = context.store();
      ByteWriter keyBytes = scratch.key();
      context.keys().encode(key, keyBytes);
      long hash = store.hash(keyBytes.buffer(), keyBytes.length());
      scratch.fetched(store.fetch(hash));
      ByteWriter valueBytes = scratch.value();
      context.values().encode(value, valueBytes);
      store.put(
          keyBytes.buffer(), keyBytes.length(), hash, valueBytes.buffer(), valueBytes.length());
    }
    if (isCounting) {
      statistics.add(new CacheStatistics.Effects(0, 0, 1, 0), System.nanoTime() - startedNanos);
    }
  }
}
