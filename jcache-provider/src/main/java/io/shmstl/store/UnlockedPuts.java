package io.shmstl.store;

import io.shmstl.map.EntryTooLargeException;
import io.shmstl.map.SharedMap;
import io.shmstl.segment.Faults;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentState;
import io.shmstl.sync.KeyLocks;

/**
 * Puts that take the writer lease and not the key's lock. Any thread.
 *
 * <p>Whoever holds a key's lock decides by what he has read of it, and nobody may change it
 * meanwhile. So a put takes the lease, and only then looks at the lock: if somebody has it, the
 * lease goes back with nothing changed, and the put has to queue up for the lock. And whoever takes
 * a lock looks at the lease afterwards, and waits for the end of the tenure that he finds under
 * way: its holder may have looked too early ({@link WriteAccess#awaitTenure}). One of the two sees
 * the other, since each has made its own mark, by compare-and-set, before it looks.
 */
final class UnlockedPuts {
  /** The deadline of an eternal entry. */
  private static final long NEVER = Long.MAX_VALUE;

  private final String cacheName;
  private final Segment segment;
  private final SharedMap map;
  private final KeyLocks locks;
  private final WriteAccess writes;

  UnlockedPuts(CacheSegment cache, String cacheName) {
    this.cacheName = cacheName;
    this.segment = cache.segment();
    this.map = cache.map();
    this.locks = cache.keyLocks();
    this.writes = cache.writes();
  }

  /** As {@link CacheStore#putIfUnlocked} says. */
  boolean put(byte[] key, int keyLength, long hash, byte[] value, int valueLength) {
    int stripe = KeyLocks.stripeOf(hash);
    if (!locks.isFree(stripe)) {
      Faults.settle();
      return false; // spares the lease
    }
    writes.enter();
    boolean isClean = true;
    try {
      boolean isPut = false;
      if (segment.state() != SegmentState.READY) {
        throw new CacheDestroyedException(cacheName);
      }
      if (locks.isFree(stripe)) {
        isClean = false;
        map.put(key, keyLength, hash, value, 0, valueLength, 0, NEVER);
        isPut = true;
      }
      Faults.settle();
      isClean = true;
      return isPut;
    } catch (EntryTooLargeException | FullException e) {
      isClean = true; // refused, which is no failure in the middle
      throw e;
    } catch (InternalError e) {
      throw segment.lost(e);
    } catch (RuntimeException e) {
      throw segment.translate(e);
    } finally {
      writes.exit(isClean);
    }
  }
}
