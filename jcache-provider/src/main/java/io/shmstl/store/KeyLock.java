package io.shmstl.store;

import io.shmstl.sync.KeyLocks;
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

  static KeyLock take(CacheSegment cache, long hash, long timeoutNanos) {
    return new KeyLock(cache, new long[] {hash}).takeAll(timeoutNanos);
  }

  /**
   * @param hashes one for each stripe, in ascending order of stripes
   */
  static KeyLock takeAll(CacheSegment cache, long[] hashes, long timeoutNanos) {
    return new KeyLock(cache, hashes).takeAll(timeoutNanos);
  }

  private KeyLock takeAll(long timeoutNanos) {
    boolean isComplete = false;
    try {
      while (held < hashes.length) {
        locks.lock(KeyLocks.stripeOf(hashes[held]), hashes[held], timeoutNanos);
        held++;
      }
      isComplete = true;
      return this;
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
    @Nullable Throwable failure = null;
    while (held > 0) {
      held--;
      try {
        locks.unlock(KeyLocks.stripeOf(hashes[held]), hashes[held]);
      } catch (InternalError e) {
        failure = failure == null ? cache.segment().lost(e) : failure;
      } catch (IllegalStateException | Error e) {
        failure = failure == null ? e : failure;
      }
    }
    switch (failure) {
      case null -> cache.closeIfDue();
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }
}
