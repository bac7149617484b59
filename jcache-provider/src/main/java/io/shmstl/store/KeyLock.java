package io.shmstl.store;

import io.shmstl.sync.KeyLocks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The locks of one or several keys, held by the thread that took them until it closes this. User
 * code may run meanwhile. Never taken under the writer lease.
 */
public final class KeyLock implements AutoCloseable {
  private final CacheSegment cache;
  private final KeyLocks locks;
  private final long[] hashes;
  private int held;

  private KeyLock(CacheSegment cache, long[] hashes) {
    this.cache = cache;
    this.locks = cache.keyLocks();
    this.hashes = hashes;
  }

  /** The lock of one key, not yet taken. */
  static KeyLock of(CacheSegment cache, long hash) {
    return new KeyLock(cache, new long[] {hash});
  }

  /**
   * The locks of several keys, not yet taken.
   *
   * @param hashes one for each stripe, in ascending order of stripes
   */
  static KeyLock of(CacheSegment cache, long[] hashes) {
    return new KeyLock(cache, hashes);
  }

  /**
   * Takes them all, or none.
   *
   * @param excludesPuts whether nobody may be in the middle of a {@link CacheStore#putIfUnlocked}
   *     that has not seen them any more
   */
  KeyLock take(long timeoutNanos, boolean excludesPuts) {
    boolean isComplete = false;
    try {
      while (held < hashes.length) {
        locks.lock(KeyLocks.stripeOf(hashes[held]), hashes[held], timeoutNanos);
        held++;
      }
      if (excludesPuts) {
        cache.writes().awaitTenure();
      }
      isComplete = true;
      return this;
    } catch (InternalError e) {
      throw cache.segment().lost(e);
    } finally {
      if (!isComplete) {
        close();
      }
    }
  }

  /**
   * Gives the locks back, the last taken first.
   *
   * @throws IllegalStateException if one of them was lost; the others are given back all the same
   */
  @Override
  public void close() {
    @Nullable RuntimeException failure = null;
    while (held > 0) {
      try {
        giveBackLast();
      } catch (IllegalStateException e) {
        failure = failure == null ? e : failure;
      } catch (InternalError e) {
        failure = failure == null ? cache.segment().lost(e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    cache.closeIfDue();
  }

  /**
   * After an {@code Error} in the middle of taking them, of what ran under them, or of giving them
   * back, when nothing of it goes on: gives back what the calling thread still holds, the writer
   * lease too. To be called where less of the stack is in use than where they were taken.
   */
  public void letGo() {
    while (held > 0) {
      try {
        giveBackLast();
      } catch (IllegalStateException | InternalError e) {
        logger().log(Level.DEBUG, "was given back before the error, or its memory is gone", e);
      }
    }
    cache.letGo();
    cache.closeIfDue();
  }

  private void giveBackLast() {
    int last = held - 1;
    try {
      locks.unlock(KeyLocks.stripeOf(hashes[last]), hashes[last]);
    } catch (IllegalStateException | InternalError e) {
      held = last;
      throw e;
    }
    held = last;
  }

  private static Logger logger() {
    return System.getLogger(KeyLock.class.getName());
  }
}
