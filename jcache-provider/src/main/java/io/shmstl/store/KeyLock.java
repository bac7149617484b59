package io.shmstl.store;

import io.shmstl.sync.KeyLocks;

/**
 * The locks of one or several keys, held by the thread that took them until it closes this. User
 * code may run meanwhile. Never taken under the writer lease.
 */
public final class KeyLock implements AutoCloseable {
  private final KeyLocks locks;
  private final long[] hashes;
  private int held;

  private KeyLock(KeyLocks locks, long[] hashes) {
    this.locks = locks;
    this.hashes = hashes;
  }

  static KeyLock take(KeyLocks locks, long hash, long timeoutNanos) {
    return new KeyLock(locks, new long[] {hash}).takeAll(timeoutNanos);
  }

  /**
   * @param hashes one for each stripe, in ascending order of stripes
   */
  static KeyLock takeAll(KeyLocks locks, long[] hashes, long timeoutNanos) {
    return new KeyLock(locks, hashes).takeAll(timeoutNanos);
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
    if (held > 0) {
      held--;
      try {
        locks.unlock(KeyLocks.stripeOf(hashes[held]), hashes[held]);
      } finally {
        close();
      }
    }
  }
}
