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
 * <p>May be used by any thread.
 */
public final class WriterLease implements MemberUser {
  private static final long ADDRESS = SegmentLayout.LEASE;

  private final Segment segment;
  private final MemorySegment memory;
  private final Membership member;
  private final SharedLock lock;

  public WriterLease(Segment segment, Membership member) {
    this.segment = segment;
    this.member = member;
    memory = segment.memory();
    lock = new SharedLock(segment, member, ADDRESS, this, this::isRecovering);
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
   * @throws IllegalStateException if this thread holds it already, or the segment is closed or
   *     broken, or this handle is closed or has lost the lease before
   */
  public boolean acquire(long timeoutNanos) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("the thread holds " + this + " already");
    }
    lock.lock(timeoutNanos);
    boolean isMarked = false;
    try {
      boolean wasDirty = markDirty();
      isMarked = true;
      return wasDirty;
    } finally {
      if (!isMarked) {
        lock.abandon();
      }
    }
  }

  /**
   * Gives the lease back: everything that was begun is finished.
   *
   * @throws IllegalStateException if this thread does not hold it, or it was lost; nothing can be
   *     changed through this handle any more then
   */
  public void release() {
    requireHeld();
    boolean isMarked = false;
    try {
      if (lock.isStillOurs()) {
        // release: pairs with dirtyAcquire in markDirty; every change stands before it.
        // crash point: before it the next holder recovers, after it everything is finished.
        LeaseLayout.dirtyRelease(memory, ADDRESS, 0);
      }
      isMarked = true;
    } finally {
      if (!isMarked) {
        lock.abandon();
      }
    }
    lock.unlock();
  }

  /**
   * Gives the lease back with something unfinished: the next holder recovers first.
   *
   * @throws IllegalStateException as {@link #release} does
   */
  public void releaseDirty() {
    requireHeld();
    lock.unlock();
  }

  /**
   * Gives the lease back if the calling thread, which changes nothing any more, still holds it: an
   * {@code Error} may have come between the end of its change and the giving back.
   */
  public void letGo() {
    lock.letGo();
  }

  /**
   * A word that is another one after each tenure; 0 while somebody holds the lease. Two equal words
   * other than 0 say that nothing was changed between the two looks. Needs no lease.
   */
  public long idleWord() {
    // acquire: pairs with the release of the word by a holder, whose changes stand before it.
    long word = OwnedWordLayout.wordAcquire(memory, ADDRESS);
    return MemberWord.isFree(word) ? word : 0;
  }

  /**
   * The word of the tenure that is under way, whoever's it is; 0 if there is none. Needs no lease.
   *
   * <p>For who has taken a key lock and wants to know which holder may not have seen that: see
   * {@link KeyLocks#isFree}.
   */
  public long tenure() {
    // volatile: the other half of KeyLocks.isFree. What a tenure that is over has changed is seen
    // from here on: pairs with the CAS that gave the word back.
    long word = OwnedWordLayout.wordVolatile(memory, ADDRESS);
    return MemberWord.isFree(word) ? 0 : word;
  }

  /** How often it had to be waited for, by all processes. */
  public Waits waits() {
    return lock.waits();
  }

  public boolean isHeldByCurrentThread() {
    return lock.isHeldByCurrentThread();
  }

  /** Refuses, with {@code IllegalStateException}, if this thread does not hold the lease. */
  public void requireHeld() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("the thread does not hold " + this);
    }
  }

  /** Tells those who wait that the segment is being recovered, so that they wait longer. */
  public void beginRecovery() {
    requireHeld();
    // release: pairs with recoveringAcquire in isRecovering; it publishes nothing else.
    LeaseLayout.recoveringRelease(memory, ADDRESS, 1);
  }

  /** The segment is recovered; what follows are ordinary changes. */
  public void endRecovery() {
    requireHeld();
    LeaseLayout.recoveringRelease(memory, ADDRESS, 0);
  }

  /**
   * Lets no thread acquire it through this handle any more, when the one that holds it has given it
   * back.
   *
   * @throws LockTimeoutException if that thread does not within ten seconds; the lease stays usable
   *     then
   * @throws IllegalStateException if the thread that closes it holds it
   */
  @Override
  public void close() {
    lock.close();
    member.removeUser(this);
  }

  @Override
  public String toString() {
    return "the writer lease of " + segment;
  }

  private boolean isRecovering() {
    return LeaseLayout.recoveringAcquire(memory, ADDRESS) != 0;
  }

  private boolean markDirty() {
    if (LeaseLayout.dirtyAcquire(memory, ADDRESS) != 0) {
      // A holder that was recovering has not finished, and is gone.
      LeaseLayout.recoveringRelease(memory, ADDRESS, 0);
      return true;
    }
    LeaseLayout.dirtyRelease(memory, ADDRESS, 1);
    // Separates the mark from every change that follows: who finds a change unfinished finds the
    // mark. crash point: before it nothing is changed, after it the next holder recovers.
    VarHandle.storeStoreFence();
    return false;
  }
}
