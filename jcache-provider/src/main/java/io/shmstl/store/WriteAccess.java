package io.shmstl.store;

import io.shmstl.segment.Faults;
import io.shmstl.segment.Segment;
import io.shmstl.sync.WriterLease;

/**
 * The way to a segment's writer lease: whoever gets it and finds the segment dirty recovers it
 * first, however the lease was come by.
 */
final class WriteAccess {
  /** Looks at a tenure before the lease is asked for: a few microseconds. */
  private static final int SPINS = 100;

  private final Segment segment;
  private final WriterLease lease;
  private final Runnable recovery;
  private final long timeoutNanos;

  /**
   * @param recovery makes everything derived again; throws if the contents are void
   */
  WriteAccess(Segment segment, WriterLease lease, Runnable recovery, long timeoutNanos) {
    this.segment = segment;
    this.lease = lease;
    this.recovery = recovery;
    this.timeoutNanos = timeoutNanos;
  }

  /**
   * Takes the lease; the segment is then as a writer that finished left it.
   *
   * @throws io.shmstl.sync.LockTimeoutException naming the holder
   */
  void enter() {
    try {
      if (lease.acquire(timeoutNanos)) {
        recover();
      }
      Faults.settle();
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * Waits until the tenure is over that is under way now, if one is; for who has just taken key
   * locks: its holder may not have seen them, every later one does. Waits for a living holder as
   * long as {@link #enter} does, and recovers if it finds a dead one.
   *
   * @throws io.shmstl.sync.LockTimeoutException naming the holder
   * @throws InternalError if the memory is gone
   */
  void awaitTenure() {
    long tenure = lease.tenure();
    if (tenure != 0) {
      awaitEnd(tenure);
    }
  }

  /** Most tenures are shorter than it takes to let a thread sleep. */
  private void awaitEnd(long tenure) {
    for (int i = 0; i < SPINS; i++) {
      if (lease.tenure() != tenure) {
        return;
      }
      Thread.onSpinWait();
    }
    enter();
    exit(true);
  }

  private void recover() {
    boolean isRecovered = false;
    try {
      lease.beginRecovery();
      recovery.run();
      lease.endRecovery();
      isRecovered = true;
    } finally {
      if (!isRecovered) {
        lease.releaseDirty();
      }
    }
  }

  /**
   * Gives the lease back.
   *
   * @param isClean false if a change was left in the middle: the next writer recovers
   */
  void exit(boolean isClean) {
    try {
      if (isClean) {
        lease.release();
      } else {
        lease.releaseDirty();
      }
      Faults.settle();
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /** Runs a change; whatever it throws leaves the segment to be recovered. */
  void run(Runnable change) {
    enter();
    boolean isClean = false;
    try {
      change.run();
      Faults.settle();
      isClean = true;
    } catch (IndexOutOfBoundsException e) {
      throw segment.translate(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    } finally {
      exit(isClean);
    }
  }
}
