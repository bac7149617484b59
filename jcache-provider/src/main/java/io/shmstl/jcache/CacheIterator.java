package io.shmstl.jcache;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.management.CacheStatistics;
import io.shmstl.jcache.operation.OperationRunner;
import io.shmstl.jcache.operation.Operations;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A weakly consistent walk over a cache: what is there all the time comes once, what comes, goes or
 * changes meanwhile comes in one of its states or not at all; expired entries do not come. Each
 * entry counts as a hit and an access. For one thread.
 */
final class CacheIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final CacheContext<K, V> context;
  private final OperationRunner<K, V> runner;
  private final EntryCursor cursor;
  private @Nullable ShmEntry<K, V> ahead;
  private @Nullable ShmEntry<K, V> current;

  CacheIterator(CacheContext<K, V> context, OperationRunner<K, V> runner) {
    this.context = context;
    this.runner = runner;
    this.cursor = context.store().entries();
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = find();
    }
    return ahead != null;
  }

  @Override
  public Cache.Entry<K, V> next() {
    CacheStatistics statistics = context.statistics();
    boolean isCounting = statistics.isEnabled();
    long startedNanos = isCounting ? System.nanoTime() : 0;
    ShmEntry<K, V> entry = ahead == null ? find() : ahead;
    if (entry == null) {
      throw new NoSuchElementException("found the end of the cache " + context.name());
    }
    ahead = null;
    current = entry;
    if (context.expiry().isMovedByAccess()) {
      runner.run(entry.getKey(), Operations.visit());
    }
    if (isCounting) {
      statistics.addHit(System.nanoTime() - startedNanos);
    }
    return entry;
  }

  /** Removes the key that {@link #next} returned last, whatever its value is by now. */
  @Override
  public void remove() {
    ShmEntry<K, V> entry = current;
    if (entry == null) {
      throw new IllegalStateException("found no entry to remove, expected next() before remove()");
    }
    current = null;
    runner.run(entry.getKey(), Operations.remove());
  }

  private @Nullable ShmEntry<K, V> find() {
    try (Scratch scratch = Scratch.take()) {
      EntryCopy entry = scratch.entry();
      while (context.store().next(cursor, entry)) {
        if (!context.moment().hasPassed(entry.deadlineMs())) {
          byte[] bytes = entry.bytes();
          return new ShmEntry<>(
              context.keys().decode(scratch, bytes, entry.keyOffset(), entry.keyLength()),
              context.values().decode(scratch, bytes, entry.valueOffset(), entry.valueLength()));
        }
      }
      return null;
    }
  }
}
