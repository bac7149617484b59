package io.shmstl.sync;

import io.shmstl.segment.ShmException;

/**
 * A bounded wait for a lock ended without it; the holder is alive, since a dead one's lock is taken
 * over.
 */
public final class LockTimeoutException extends ShmException {
  private static final long serialVersionUID = 1L;

  private final String holder;
  private final long waitedNanos;

  /**
   * @param what the thing waited for
   * @param holder who holds it, as far as known: process, start time, member, since when
   */
  LockTimeoutException(String what, String holder, long waitedNanos) {
    super("waited " + waitedNanos / 1_000_000 + " ms for " + what + ", which is held by " + holder);
    this.holder = holder;
    this.waitedNanos = waitedNanos;
  }

  /** Who holds it: process id, its start time, member slot, and since when, as far as known. */
  public String holder() {
    return holder;
  }

  public long waitedNanos() {
    return waitedNanos;
  }
}
