package io.shmstl.sync;

import io.shmstl.segment.Segment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A lock that one thread holds at a time, over all processes: first a lock among the threads of
 * this process, then a word in a segment among the members. Not reentrant; its user looks first.
 *
 * <p>It goes to whoever comes first, not to who has waited longest, since handing it over costs a
 * pause. But a thread or a process that has waited for long is let in before those that have it, or
 * come later, take it the next time.
 *
 * <p>May be used by any thread.
 */
final class SharedLock {
  /** How long {@link #close} waits for a thread that holds the lock. */
  private static final long CLOSE_TIMEOUT_NANOS = 10_000_000_000L;

  /** How long a thread waits before it asks the others to let it in. */
  private static final long PATIENCE_NANOS = 1_000_000;

  /** How long others leave the lock to a thread that asked. */
  private static final long LONGEST_GIVING_WAY_NANOS = 2_000_000;

  private final Segment segment;
  private final Membership member;
  private final OwnedWord word;
  private final Object what;
  private final BooleanSupplier needsLonger;
  private final OwnedLock threads = new OwnedLock();

  /** Threads of this process that have waited for long. */
  private final AtomicInteger impatient = new AtomicInteger();

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
    long waitedNanos =
        impatient.get() == 0 && threads.tryLock() ? 0 : lockAmongThreads(timeoutNanos);
    boolean isHeld = false;
    boolean isUsable = false;
    try {
      requireUsable();
      isUsable = true;
      if (!isTaken || !word.isStill(taken)) {
        waitedNanos += takeWord(timeoutNanos - waitedNanos);
      }
      if (waitedNanos != 0) {
        word.countWait(waitedNanos);
      }
      isHeld = true;
    } finally {
      if (!isHeld && isUsable && isTaken) {
        abandon();
      } else if (!isHeld) {
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
    isTaken = false;
    if (isAwaited) {
      isAwaited = false;
      word.giveWay(taken, timeoutNanos);
    }
    taken = word.tryTake();
    isTaken = taken != 0;
    if (isTaken) {
      return 0;
    }
    long startNanos = System.nanoTime();
    taken = word.take(timeoutNanos, what, needsLonger);
    isTaken = true;
    return Math.max(1, System.nanoTime() - startNanos);
  }

  /** Returns how long it took, at least a nanosecond. */
  private long lockAmongThreads(long timeoutNanos) {
    long startNanos = System.nanoTime();
    giveWayAmongThreads(timeoutNanos);
    boolean isLocked = tryLockPatiently(Math.min(timeoutNanos, PATIENCE_NANOS));
    if (!isLocked) {
      impatient.incrementAndGet();
      try {
        isLocked = lockImpatiently(timeoutNanos, startNanos);
      } finally {
        impatient.decrementAndGet();
      }
    }
    long waitedNanos = Math.max(1, System.nanoTime() - startNanos);
    if (!isLocked) {
      throw new LockTimeoutException(what.toString(), describeHolder(), waitedNanos);
    }
    return waitedNanos;
  }

  /**
   * Looks again and again, and does not queue up: whoever gives the lock back would have to wake
   * this thread each time, which takes longer than most changes.
   */
  private boolean tryLockPatiently(long timeoutNanos) {
    try (Backoff backoff = new Backoff(timeoutNanos)) {
      boolean isLocked = false;
      boolean mayWait = true;
      while (!isLocked && mayWait) {
        mayWait = backoff.pause();
        isLocked = !threads.isLocked() && !isAskedFor() && threads.tryLock();
      }
      return isLocked;
    }
  }

  private boolean lockImpatiently(long timeoutNanos, long startNanos) {
    boolean isLocked = threads.tryLock(timeoutNanos - (System.nanoTime() - startNanos));
    while (!isLocked
        && OwnedWord.mayWaitLonger(timeoutNanos, System.nanoTime() - startNanos, needsLonger)) {
      isLocked = threads.tryLock(timeoutNanos);
    }
    return isLocked;
  }

  /** Leaves a lock that is free to a thread that asked for it, but not for long. */
  private void giveWayAmongThreads(long timeoutNanos) {
    if (isAskedFor()) {
      long mostNanos = Math.min(timeoutNanos, LONGEST_GIVING_WAY_NANOS);
      try (Backoff backoff = new Backoff(mostNanos)) {
        boolean mayWait = true;
        while (mayWait && isAskedFor() && !threads.isLocked()) {
          mayWait = backoff.pause();
        }
      }
    }
  }

  /** The count alone would hold others up for ever if an {@code Error} left it too high. */
  private boolean isAskedFor() {
    return impatient.get() != 0 && threads.hasQueuedThreads();
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
