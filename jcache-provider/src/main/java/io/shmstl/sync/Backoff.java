package io.shmstl.sync;

import java.util.concurrent.locks.LockSupport;

/**
 * The bounded wait for something that another process will change, which cannot wake us: spin, then
 * park for longer and longer. An interrupt does not end the wait; {@link #close()} sets the
 * thread's flag again.
 *
 * <p>For one thread, for one wait.
 */
final class Backoff implements AutoCloseable {
  private static final int SPINS = 200;
  private static final long FIRST_PARK_NANOS = 5_000;
  private static final long LONGEST_PARK_NANOS = 1_000_000;

  private final long startNanos = System.nanoTime();
  private long timeoutNanos;
  private int spins;
  private long parkNanos = FIRST_PARK_NANOS;
  private boolean isInterrupted;

  Backoff(long timeoutNanos) {
    this.timeoutNanos = Math.max(0, timeoutNanos);
  }

  /** Waits a little; false if the time is over. */
  boolean pause() {
    long left = timeoutNanos - waitedNanos();
    if (left <= 0) {
      return false;
    }
    if (spins < SPINS) {
      spins++;
      Thread.onSpinWait();
      return true;
    }
    isInterrupted |= Thread.interrupted();
    LockSupport.parkNanos(this, Math.min(parkNanos, left));
    parkNanos = Math.min(parkNanos * 2, LONGEST_PARK_NANOS);
    return true;
  }

  /** Makes the pauses short again: something has changed. */
  void hurry() {
    parkNanos = FIRST_PARK_NANOS;
  }

  /** Lets the wait go on for {@code moreNanos} from now at least. */
  void extendBy(long moreNanos) {
    timeoutNanos = Math.max(timeoutNanos, waitedNanos() + moreNanos);
  }

  long waitedNanos() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public void close() {
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
