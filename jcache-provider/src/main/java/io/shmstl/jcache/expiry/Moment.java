package io.shmstl.jcache.expiry;

import java.util.function.LongSupplier;

/**
 * The moment at which one operation happens: the wall clock, read when first asked for and then
 * kept, so that an operation judges all it sees by one time. Used by one thread.
 */
public final class Moment {
  private static final long UNREAD = Long.MIN_VALUE;

  private final LongSupplier clockMs;
  private long readMs = UNREAD;

  /**
   * A moment that has not been read.
   *
   * @param clockMs the wall clock, in milliseconds
   */
  public Moment(LongSupplier clockMs) {
    this.clockMs = clockMs;
  }

  /** Milliseconds on the wall clock, the same for every call. */
  public long ms() {
    long ms = readMs;
    if (ms == UNREAD) {
      ms = clockMs.getAsLong();
      readMs = ms;
    }
    return ms;
  }

  /** Whether a deadline has passed at this moment. */
  public boolean hasPassed(long deadlineMs) {
    return deadlineMs != EntryExpiry.ETERNAL && deadlineMs <= ms();
  }
}
