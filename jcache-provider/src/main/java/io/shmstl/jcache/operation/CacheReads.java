package io.shmstl.jcache.operation;

import io.shmstl.jcache.cache.CacheContext;
import io.shmstl.jcache.cache.Scratch;
import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.expiry.Moment;
import io.shmstl.jcache.management.CacheStatistics;
import io.shmstl.jcache.near.NearTier;
import io.shmstl.map.EntryCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Reads. What a read cannot change it does not lock: a value that the near tier keeps is returned,
 * else the key is encoded, found and decoded, and the clock is read only for an entry with a
 * deadline or while statistics are on. Reads that may change something, because the access moves a
 * deadline, the loader is to be asked, or a listener waits to hear that an entry has expired, go
 * through the runner. Used by any thread.
 */
public final class CacheReads<K, V> {
  /** What a read without lock came to. */
  private enum Sight {
    LIVE,
    EXPIRED,
    ABSENT
  }

  private final CacheContext<K, V> context;
  private final OperationRunner<K, V> runner;

  /** Reads of one cache handle. */
  public CacheReads(CacheContext<K, V> context, OperationRunner<K, V> runner) {
    this.context = context;
    this.runner = runner;
  }

  /** The value of a key, loaded if it is absent and the cache reads through; else null. */
  public @Nullable V get(K key) {
    if (context.expiry().isMovedByAccess()) {
      return runner.run(key, Operations.get());
    }
    CacheStatistics statistics = context.statistics();
    boolean isCounting = statistics.isEnabled();
    long startedNanos = isCounting ? System.nanoTime() : 0;
    V kept = near(key);
    if (kept != null) {
      if (isCounting) {
        statistics.addHit(System.nanoTime() - startedNanos);
      }
      return kept;
    }
    Sight sight;
    try (Scratch scratch = Scratch.take()) {
      sight = look(key, scratch, null);
      if (sight == Sight.LIVE) {
        V value = value(key, scratch);
        if (isCounting) {
          statistics.addHit(System.nanoTime() - startedNanos);
        }
        return value;
      }
    }
    if (mayChange(sight)) {
      return runner.run(key, Operations.get());
    }
    if (isCounting) {
      statistics.addMiss(System.nanoTime() - startedNanos);
    }
    return null;
  }

  /** The values of several keys, as for one; keys without value are left out. */
  public Map<K, V> getAll(Set<? extends K> keys) {
    Map<K, V> found = HashMap.newHashMap(keys.size());
    List<K> rest = new ArrayList<>();
    if (context.expiry().isMovedByAccess()) {
      rest.addAll(keys);
    } else {
      getAllWithoutLock(keys, found, rest);
    }
    if (!rest.isEmpty()) {
      List<@Nullable V> values =
          runner.runAll(rest, place -> Operations.get(), context.readLoader());
      for (int place = 0; place < rest.size(); place++) {
        V value = values.get(place);
        if (value != null) {
          found.put(rest.get(place), value);
        }
      }
    }
    return found;
  }

  /** Whether the cache holds the key; no access, not counted, never loaded. */
  public boolean containsKey(K key) {
    if (near(key) != null) {
      return true;
    }
    try (Scratch scratch = Scratch.take()) {
      return look(key, scratch, null) == Sight.LIVE;
    }
  }

  private void getAllWithoutLock(Set<? extends K> keys, Map<K, V> found, List<K> rest) {
    try (Tally tally = Tally.start(context.statistics());
        Scratch scratch = Scratch.take()) {
      Moment now = context.moment();
      for (K key : keys) {
        V kept = near(key);
        if (kept != null) {
          found.put(key, kept);
          tally.lookup(true);
          continue;
        }
        Sight sight = look(key, scratch, now);
        if (sight == Sight.LIVE) {
          found.put(key, value(key, scratch));
          tally.lookup(true);
        } else if (mayChange(sight)) {
          rest.add(key);
        } else {
          tally.lookup(false);
        }
      }
    }
  }

  private boolean mayChange(Sight sight) {
    return context.readLoader() != null
        || (sight == Sight.EXPIRED && context.events().isWanted(EventType.EXPIRED));
  }

  /** Reads the entry of a key into the scratch; its moment is made when it is needed. */
  private Sight look(K key, Scratch scratch, @Nullable Moment now) {
    context.keys().encode(key, scratch.key());
    byte[] bytes = scratch.key().buffer();
    int length = scratch.key().length();
    long hash = context.store().hash(bytes, length);
    EntryCopy entry = scratch.entry();
    if (!context.store().get(bytes, length, hash, entry)) {
      return Sight.ABSENT;
    }
    long deadlineMs = entry.deadlineMs();
    if (deadlineMs == EntryExpiry.ETERNAL) {
      return Sight.LIVE;
    }
    Moment moment = now == null ? context.moment() : now;
    return moment.hasPassed(deadlineMs) ? Sight.EXPIRED : Sight.LIVE;
  }

  /** What this JVM keeps of the key on its heap; null says nothing. */
  private @Nullable V near(K key) {
    NearTier<V> near = context.near();
    return near == null ? null : near.find(key);
  }

  /** Decodes the value that was found, and keeps it if it is worth it. */
  private V value(K key, Scratch scratch) {
    EntryCopy entry = scratch.entry();
    V value =
        context.values().decode(scratch, entry.bytes(), entry.valueOffset(), entry.valueLength());
    NearTier<V> near = context.near();
    if (near != null) {
      near.keep(key, entry, value);
    }
    return value;
  }
}
