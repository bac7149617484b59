package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
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

  private static final int STRIPE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(STRIPES);

  private final Segment segment;
  private final Membership member;
  private final Stripe[] stripes = new Stripe[STRIPES];

  public KeyLocks(Segment segment, Membership member) {
    this.segment = segment;
    this.member = member;
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Stripe(i);
    }
    member.addUser(this);
  }

  /** The stripe of a key with this hash: 0 to 255. */
  public static int stripeOf(long hash) {
    return (int) (hash >>> STRIPE_SHIFT);
  }

  /**
   * Locks the stripe for a key.
   *
   * @param keyHash the hash of the whole key, by which the same key is known again
   * @param timeoutNanos the longest wait for a living holder
   * @throws ReentrantKeyException if this thread holds it for the same key already
   * @throws LockTimeoutException naming the holder
   * @throws IllegalStateException if the segment is closed or broken, or this handle is closed or
   *     has lost the stripe before
   */
  public void lock(int stripe, long keyHash, long timeoutNanos) {
    Stripe wanted = stripes[stripe];
    if (!wanted.lock.isHeldByCurrentThread()) {
      wanted.lock.lock(timeoutNanos);
      wanted.holdFirst(keyHash);
    } else if (wanted.isHeldFor(keyHash)) {
      throw new ReentrantKeyException(stripe);
    } else {
      wanted.holdOneMore(keyHash);
    }
  }

  /**
   * Gives back what one {@link #lock} took.
   *
   * @throws IllegalStateException if this thread does not hold the stripe for that key, or the
   *     stripe was lost
   */
  public void unlock(int stripe, long keyHash) {
    Stripe held = stripes[stripe];
    if (!held.lock.isHeldByCurrentThread() || !held.pop(keyHash)) {
      throw new IllegalStateException("the thread does not hold " + held + " for this key");
    }
    if (held.keys == 0) {
      held.lock.unlock();
    }
  }

  /**
   * Gives back the stripes that the calling thread holds for no key: an {@code Error} may have come
   * while it took or gave them.
   */
  public void letGo() {
    for (Stripe stripe : stripes) {
      if (stripe.keys == 0) {
        stripe.lock.letGo();
      }
    }
  }

  /**
   * Whether nobody at all has the stripe: no thread of any member, alive or dead, the calling one
   * included. It may be another's the next moment.
   *
   * <p>For the holder of the writer lease it stays true for its whole tenure in this sense: whoever
   * takes the stripe from now on finds the tenure under way ({@link WriterLease#tenure}) and waits
   * for its end. For the lease was taken, by compare-and-set, before this look, and the stripe is
   * taken, by compare-and-set, before that one; of two that do so one sees the other.
   */
  public boolean isFree(int stripe) {
    // volatile: one order of all compare-and-sets and these looks, or both sides might miss the
    // other (store buffering). Pairs, too, with the CAS that gave the word back.
    return MemberWord.isFree(OwnedWordLayout.wordVolatile(segment.memory(), address(stripe)));
  }

  /** True if this thread holds the stripe, for whatever key. */
  public boolean heldByCurrentThread(int stripe) {
    return stripes[stripe].lock.isHeldByCurrentThread();
  }

  /** Whether the calling thread holds any stripe. */
  public boolean isAnyHeldByCurrentThread() {
    for (Stripe stripe : stripes) {
      if (stripe.lock.isHeldByCurrentThread()) {
        return true;
      }
    }
    return false;
  }

  /** How often stripes had to be waited for, by all processes. */
  public Waits waits() {
    Waits all = Waits.NONE;
    for (Stripe stripe : stripes) {
      all = all.plus(stripe.lock.waits());
    }
    return all;
  }

  /** Frees the stripes of dead members, which are free to be taken over anyway; says how many. */
  public int clearDead() {
    int cleared = 0;
    for (Stripe stripe : stripes) {
      if (stripe.lock.clearDead()) {
        cleared++;
      }
    }
    return cleared;
  }

  /**
   * Lets no thread lock any stripe through this handle any more, when those that hold one have
   * given it back.
   *
   * @throws LockTimeoutException if one does not within ten seconds; the stripes from that one on
   *     stay usable then
   * @throws IllegalStateException if the thread that closes them holds one
   */
  @Override
  public void close() {
    for (Stripe stripe : stripes) {
      stripe.lock.close();
    }
    member.removeUser(this);
  }

  private static long address(int stripe) {
    return SegmentLayout.KEY_LOCKS + stripe * OwnedWordLayout.BYTES;
  }

  /** One lock, with the keys its holder holds it for. */
  private final class Stripe {
    private final int number;
    private final SharedLock lock;

    // Guarded by lock.
    private long[] keyHashes = new long[2];
    private int keys;

    Stripe(int number) {
      this.number = number;
      lock = new SharedLock(segment, member, address(number), this, () -> false);
    }

    boolean isHeldFor(long keyHash) {
      for (int i = 0; i < keys; i++) {
        if (keyHashes[i] == keyHash) {
          return true;
        }
      }
      return false;
    }

    /** Takes no memory: the lock is held already, and must not stay so. */
    void holdFirst(long keyHash) {
      keyHashes[0] = keyHash;
      keys = 1;
    }

    void holdOneMore(long keyHash) {
      if (keys == keyHashes.length) {
        keyHashes = Arrays.copyOf(keyHashes, 2 * keys);
      }
      keyHashes[keys++] = keyHash;
    }

    boolean pop(long keyHash) {
      for (int i = keys - 1; i >= 0; i--) {
        if (keyHashes[i] == keyHash) {
          keyHashes[i] = keyHashes[--keys];
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return "key lock " + number + " of " + segment;
    }
  }
}
