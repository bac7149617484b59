package io.shmstl.sync;

import io.shmstl.segment.Segment;
import java.util.function.BooleanSupplier;

/**
 * A lock that one thread holds at a time, over all processes: first a lock among the threads of
 * this process, then a word in a segment among the members. Not reentrant; its user looks first.
 *
 * <p>It goes to whoever comes first, not to who has waited longest, since handing it over costs a
 * pause. But a process that has waited for long is let in when the one that has it wants it again;
 * among threads {@link java.util.concurrent.locks.ReentrantLock} sees to that.
 *
 * <p>May be used by any thread.
 */
final class SharedLock {
  /** How long {@link #close} waits for a thread that holds the lock. */
  private static final long CLOSE_TIMEOUT_NANOS = 10_000_000_000L;

  private final Segment segment;
  private final Membership member;
  private final OwnedWord word;
  private final Object what;
  private final BooleanSupplier needsLonger;
  private final OwnedLock threads = new OwnedLock();

  // Guarded by threads.
  private long taken;

  /** Whether the word is ours; if no thread holds the lock, one had to leave it behind. */
  private boolean isTaken;

  /** Whether another process waited for the word when it was given back. */
  private boolean isAwaited;

  private boolean isLost;
  private boolean isClosed;

  /**
   * @param what the thing it locks, for messages
   * @param needsLonger true while a living holder must be waited for beyond the timeout
   */
  SharedLock(
      Segment segment, Membership member, long address, Object what, BooleanSupplier needsLonger) {
    this.segment = segment;
    this.member = member;
    this.what = what;
    this.needsLonger = needsLonger;
    word = new OwnedWord(segment.memory(), address, member);
  }

  void lock(long timeoutNanos) {
    long waitedNanos = threads.tryLock() ? 0 : lockAmongThreads(timeoutNanos);
    boolean isHeld = false;
    try {
      requireUsable();
      if (!isTaken || !word.isStill(taken)) {
        waitedNanos += takeWord(timeoutNanos - waitedNanos);
      }
      if (waitedNanos != 0) {
        word.countWait(waitedNanos);
      }
      isHeld = true;
    } finally {
      if (!isHeld) {
        threads.unlock();
      }
    }
  }

  /**
   * Gives the lock back.
   *
   * @throws IllegalStateException if it was lost; nobody can take it through this handle any more
   *     then
   */
  void unlock() {
    boolean isGivenBack;
    try {
      isAwaited = word.isAwaited(taken);
      isGivenBack = word.giveBack(taken);
      isTaken = false;
    } finally {
      if (isTaken) {
        abandon();
      }
    }
    try {
      if (!isGivenBack) {
        isLost = true;
        throw new IllegalStateException(what + " was lost to " + word.describe());
      }
    } finally {
      threads.unlock();
    }
  }

  /**
   * Gives the lock back after something else than its loss kept the holder from doing so: an {@code
   * Error}, or memory that cannot be touched. What fails again leaves the word behind, to the next
   * thread of this process.
   */
  void abandon() {
    try {
      isLost |= !word.giveBack(taken);
      isTaken = false;
    } finally {
      threads.unlock();
    }
  }

  /**
   * Gives back what an {@code Error} kept the calling thread from giving back; nothing if it holds
   * nothing. For who knows that this thread does nothing under the lock any more.
   */
  void letGo() {
    if (threads.isHeldByCurrentThread()) {
      try {
        if (isTaken) {
          word.giveBack(taken);
          isTaken = false;
        }
      } finally {
        threads.unlock();
      }
    }
  }

  boolean isHeldByCurrentThread() {
    return threads.isHeldByCurrentThread();
  }

  /** True if the word is what the holder, who asks, left there. */
  boolean isStillOurs() {
    return word.isStill(taken);
  }

  /** Frees the lock if its owner is a dead member; true if that was so. */
  boolean clearDead() {
    return word.clearDead();
  }

  /**
   * Lets no thread of this process take it any more, when the one that holds it has given it back.
   */
  void close() {
    if (threads.isHeldByCurrentThread()) {
      throw new IllegalStateException("the thread holds " + what);
    }
    if (!threads.tryLock()) {
      lockAmongThreads(CLOSE_TIMEOUT_NANOS);
    }
    try {
      isClosed = true;
      if (isTaken && word.giveBack(taken)) {
        isTaken = false;
      }
    } finally {
      threads.unlock();
    }
  }

  Waits waits() {
    return word.waits();
  }

  /** Takes the word; returns how long that had to wait, 0 for not at all. */
  private long takeWord(long timeoutNanos) {
    if (isAwaited) {
      isAwaited = false;
      word.giveWay(taken, timeoutNanos);
    }
    long free = word.tryTake();
    long waitedNanos = 0;
    if (free == 0) {
      long startNanos = System.nanoTime();
      free = word.take(timeoutNanos, what, needsLonger);
      waitedNanos = Math.max(1, System.nanoTime() - startNanos);
    }
    taken = free;
    isTaken = true;
    return waitedNanos;
  }

  /** Returns how long it took, at least a nanosecond. */
  private long lockAmongThreads(long timeoutNanos) {
    long startNanos = System.nanoTime();
    boolean isLocked = threads.tryLock(timeoutNanos);
    long waitedNanos = System.nanoTime() - startNanos;
    while (!isLocked && OwnedWord.mayWaitLonger(timeoutNanos, waitedNanos, needsLonger)) {
      isLocked = threads.tryLock(timeoutNanos);
      waitedNanos = System.nanoTime() - startNanos;
    }
    if (!isLocked) {
      throw new LockTimeoutException(what.toString(), describeHolder(), waitedNanos);
    }
    return Math.max(1, waitedNanos);
  }

  private String describeHolder() {
    return word.isOursOrFree()
        ? threads.holderName() + " of this process, " + member.describe(member.word())
        : word.describe();
  }

  private void requireUsable() {
    segment.requireUsable();
    if (isClosed) {
      throw new IllegalStateException(what + " is closed");
    }
    if (isLost) {
      throw new IllegalStateException(what + " was lost by this process; attach again");
    }
  }
}
