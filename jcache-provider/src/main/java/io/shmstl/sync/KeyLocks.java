package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The locks under which keys of a segment change, striped by the hash of the key; held while user
 * code runs for a key.
 *
 * <p>One thread holds a stripe at a time, over all processes. It may take the stripe again for
 * another key, and gives it back as often. Whoever takes several stripes takes them in ascending
 * order, and before the writer lease.
 *
 * <p>May be used by any thread.
 */
public final class KeyLocks implements MemberUser {
  public static final int STRIPES = 256;

  /** How long {@link #close} waits for a thread that holds a stripe. */
  private static final long CLOSE_TIMEOUT_NANOS = 10_000_000_000L;

  private final Segment segment;
  private final MemorySegment memory;
  private final Membership member;
  private final long memberWord;
  private final Stripe[] stripes = new Stripe[STRIPES];

  public KeyLocks(Segment segment, Membership member) {
    this.segment = segment;
    this.member = member;
    memory = segment.memory();
    memberWord = member.word();
    Arrays.setAll(stripes, Stripe::new);
    member.addUser(this);
  }

  /** The stripe of a key with this hash: 0 to 255. */
  public static int stripeOf(long hash) {
    return (int) (hash >>> 56);
  }

  /**
   * Locks the stripe for a key.
   *
   * @param timeoutNanos the longest wait for a living holder
   * @throws ReentrantKeyException if this thread holds it for the same key already
   * @throws LockTimeoutException naming the holder
   * @throws IllegalStateException if the segment is closed or broken, or the stripe was lost by
   *     this handle before
   */
  public void lock(int stripe, long keyHash, long timeoutNanos) {
    Stripe lock = stripes[stripe];
    if (!lock.threads.tryLock()) {
      lock.lockAmongThreads(timeoutNanos);
    }
    boolean isHeld = false;
    try {
      if (lock.depth == 0) {
        lock.requireUsable();
        long word = OwnedWord.tryTake(memory, lock.address, memberWord);
        lock.taken = word != 0 ? word : lock.takeSlowly(timeoutNanos);
      } else if (lock.isHeldFor(keyHash)) {
        throw new ReentrantKeyException(stripe);
      }
      lock.push(keyHash);
      isHeld = true;
    } finally {
      if (!isHeld) {
        lock.threads.unlock();
      }
    }
  }

  /**
   * Gives back what one {@link #lock} took.
   *
   * @throws IllegalStateException if this thread does not hold the stripe for that key, or it was
   *     lost
   */
  public void unlock(int stripe, long keyHash) {
    Stripe lock = stripes[stripe];
    if (!lock.threads.isHeldByCurrentThread() || !lock.pop(keyHash)) {
      throw new IllegalStateException("the thread does not hold " + lock + " for this key");
    }
    try {
      if (lock.depth == 0) {
        lock.giveBack();
      }
    } finally {
      lock.threads.unlock();
    }
  }

  public boolean heldByCurrentThread(int stripe) {
    return stripes[stripe].threads.isHeldByCurrentThread();
  }

  /**
   * Lets no thread lock any stripe any more, when those that hold one have given it back.
   *
   * @throws LockTimeoutException if one does not within ten seconds; the stripes from that one on
   *     stay usable then
   * @throws IllegalStateException if the thread that closes them holds one
   */
  @Override
  public void close() {
    for (Stripe stripe : stripes) {
      stripe.close();
    }
    member.removeUser(this);
  }

  /** One lock: among the threads of this process, and the word among the members. */
  private final class Stripe {
    private final OwnedLock threads = new OwnedLock();
    private final int number;
    private final long address;

    // Guarded by threads.
    private long taken;
    private int depth;
    private long[] keyHashes = new long[2];
    private boolean isPoisoned;
    private boolean isClosed;

    Stripe(int number) {
      this.number = number;
      address = SegmentLayout.KEY_LOCKS + number * OwnedWordLayout.BYTES;
    }

    void lockAmongThreads(long timeoutNanos) {
      if (!threads.tryLock(timeoutNanos)) {
        throw new LockTimeoutException(toString(), describeHolder(), Math.max(0, timeoutNanos));
      }
    }

    long takeSlowly(long timeoutNanos) {
      return OwnedWord.take(memory, address, member, timeoutNanos, this, () -> false);
    }

    void giveBack() {
      if (!OwnedWord.giveBack(memory, address, taken)) {
        isPoisoned = true;
        throw new IllegalStateException(this + " was lost to " + describeWord());
      }
    }

    boolean isHeldFor(long keyHash) {
      for (int i = 0; i < depth; i++) {
        if (keyHashes[i] == keyHash) {
          return true;
        }
      }
      return false;
    }

    void push(long keyHash) {
      if (depth == keyHashes.length) {
        keyHashes = Arrays.copyOf(keyHashes, 2 * depth);
      }
      keyHashes[depth++] = keyHash;
    }

    boolean pop(long keyHash) {
      for (int i = depth - 1; i >= 0; i--) {
        if (keyHashes[i] == keyHash) {
          keyHashes[i] = keyHashes[--depth];
          return true;
        }
      }
      return false;
    }

    void requireUsable() {
      segment.requireUsable();
      if (isClosed) {
        throw new IllegalStateException(this + " is closed");
      }
      if (isPoisoned) {
        throw new IllegalStateException(this + " was lost by this process; attach again");
      }
    }

    void close() {
      if (threads.isHeldByCurrentThread()) {
        throw new IllegalStateException("the thread holds " + this);
      }
      if (!threads.tryLock()) {
        lockAmongThreads(CLOSE_TIMEOUT_NANOS);
      }
      isClosed = true;
      threads.unlock();
    }

    @Override
    public String toString() {
      return "key lock " + number + " of " + segment;
    }

    private String describeHolder() {
      long word = OwnedWordLayout.wordAcquire(memory, address);
      boolean isOurs =
          MemberWord.slot(word) == member.slot()
              && MemberWord.incarnation(word) == member.incarnation();
      return isOurs || MemberWord.isFree(word)
          ? threads.holderName() + " of this process, " + member.describe(memberWord)
          : describeWord();
    }

    private String describeWord() {
      long word = OwnedWordLayout.wordAcquire(memory, address);
      return OwnedWord.describe(memory, address, member, word);
    }
  }
}
