package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The right of one member to change a segment, as one process (class loader) uses it.
 *
 * <p>One thread holds it at a time, over all processes. It is not reentrant. A holder that dies
 * loses it to the next one that asks, who is told that the segment is dirty; a holder that is
 * merely slow or stopped keeps it, and those who wait get an exception that names it.
 *
 * <p>May be used by any thread; each call but {@link #acquire}, {@link #close} and {@link
 * #isHeldByCurrentThread} by the holder only.
 */
public final class WriterLease implements MemberUser {
  /** How long {@link #close} waits for a thread that is writing. */
  private static final long CLOSE_TIMEOUT_NANOS = 10_000_000_000L;

  private static final long ADDRESS = SegmentLayout.LEASE;

  private final Segment segment;
  private final MemorySegment memory;
  private final Membership member;
  private final long memberWord;
  private final OwnedLock threads = new OwnedLock();

  // Guarded by threads.
  private long taken;
  private boolean isPoisoned;
  private boolean isClosed;

  public WriterLease(Segment segment, Membership member) {
    this.segment = segment;
    this.member = member;
    memory = segment.memory();
    memberWord = member.word();
    member.addUser(this);
  }

  /**
   * Takes the lease, waiting for it if it must.
   *
   * @param timeoutNanos the longest wait for a living holder; longer only while that holder
   *     recovers the segment
   * @return true if the segment is dirty: whoever held it last did not finish, and the caller must
   *     recover before it changes anything
   * @throws LockTimeoutException naming the holder
   * @throws IllegalStateException if this thread holds it already, or the segment is closed,
   *     broken, or its lease was lost by this handle before
   */
  public boolean acquire(long timeoutNanos) {
    if (!threads.tryLock()) {
      lockAmongThreads(timeoutNanos);
    } else if (threads.getHoldCount() > 1) {
      threads.unlock();
      throw new IllegalStateException("the thread holds the writer lease of " + segment);
    }
    boolean isHeld = false;
    try {
      requireUsable();
      long word = OwnedWord.tryTake(memory, ADDRESS, memberWord);
      taken = word != 0 ? word : takeSlowly(timeoutNanos);
      boolean wasDirty = becomeDirty();
      isHeld = true;
      return wasDirty;
    } finally {
      if (!isHeld) {
        threads.unlock();
      }
    }
  }

  /**
   * Gives the lease back; everything that was begun is finished.
   *
   * @throws IllegalStateException if this thread does not hold it, or it was lost; no change can be
   *     made through this handle then
   */
  public void release() {
    requireHeld();
    giveBack(true);
  }

  /** Gives the lease back with something unfinished: the next holder recovers first. */
  public void releaseDirty() {
    requireHeld();
    giveBack(false);
  }

  public boolean isHeldByCurrentThread() {
    return threads.isHeldByCurrentThread();
  }

  /** Refuses, with {@code IllegalStateException}, if this thread does not hold the lease. */
  public void requireHeld() {
    if (!threads.isHeldByCurrentThread()) {
      throw new IllegalStateException("the thread does not hold the writer lease of " + segment);
    }
  }

  /** Tells those who wait that the segment is being recovered and that it will take its time. */
  public void beginRecovery() {
    requireHeld();
    LeaseLayout.recoveringRelease(memory, ADDRESS, 1);
  }

  /** The segment is recovered; what follows are ordinary changes. */
  public void endRecovery() {
    requireHeld();
    LeaseLayout.recoveringRelease(memory, ADDRESS, 0);
  }

  /**
   * Lets no thread acquire it any more, when the one that holds it has given it back.
   *
   * @throws LockTimeoutException if that thread does not within ten seconds; the lease stays usable
   *     then
   * @throws IllegalStateException if the thread that closes it holds it
   */
  @Override
  public void close() {
    if (threads.isHeldByCurrentThread()) {
      throw new IllegalStateException("the thread holds the writer lease of " + segment);
    }
    lockAmongThreads(CLOSE_TIMEOUT_NANOS);
    try {
      isClosed = true;
    } finally {
      threads.unlock();
    }
    member.removeUser(this);
  }

  private void lockAmongThreads(long timeoutNanos) {
    if (!threads.tryLock(timeoutNanos)) {
      throw new LockTimeoutException(what(), describeHolder(), Math.max(0, timeoutNanos));
    }
  }

  private long takeSlowly(long timeoutNanos) {
    return OwnedWord.take(memory, ADDRESS, member, timeoutNanos, what(), this::isRecovering);
  }

  private boolean isRecovering() {
    return LeaseLayout.recoveringAcquire(memory, ADDRESS) != 0;
  }

  private boolean becomeDirty() {
    if (LeaseLayout.dirtyAcquire(memory, ADDRESS) != 0) {
      // The holder that was recovering, if any, is gone.
      LeaseLayout.recoveringRelease(memory, ADDRESS, 0);
      return true;
    }
    LeaseLayout.dirtyRelease(memory, ADDRESS, 1);
    // Separates the mark from every change that follows: whoever finds a change unfinished finds
    // the mark.
    VarHandle.storeStoreFence();
    return false;
  }

  private void giveBack(boolean isClean) {
    try {
      if (isClean && OwnedWordLayout.wordAcquire(memory, ADDRESS) == taken) {
        // release: pairs with dirtyAcquire in becomeDirty; every change stands before it.
        // crash point: before it the next holder recovers, after it everything is finished.
        LeaseLayout.dirtyRelease(memory, ADDRESS, 0);
      }
      if (!OwnedWord.giveBack(memory, ADDRESS, taken)) {
        isPoisoned = true;
        throw new IllegalStateException(
            "the writer lease of " + segment + " was lost to " + describeWord());
      }
    } finally {
      threads.unlock();
    }
  }

  private void requireUsable() {
    segment.requireUsable();
    if (isClosed) {
      throw new IllegalStateException("the writer lease of " + segment + " is closed");
    }
    if (isPoisoned) {
      throw new IllegalStateException(
          "the writer lease of " + segment + " was lost by this process; attach again");
    }
  }

  private String what() {
    return "the writer lease of " + segment;
  }

  private String describeHolder() {
    long word = OwnedWordLayout.wordAcquire(memory, ADDRESS);
    boolean isOurs =
        MemberWord.slot(word) == member.slot()
            && MemberWord.incarnation(word) == member.incarnation();
    return isOurs || MemberWord.isFree(word)
        ? threads.holderName() + " of this process, " + member.describe(memberWord)
        : describeWord();
  }

  private String describeWord() {
    long word = OwnedWordLayout.wordAcquire(memory, ADDRESS);
    return OwnedWord.describe(memory, ADDRESS, member, word);
  }
}
