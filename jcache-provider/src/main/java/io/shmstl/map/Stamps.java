package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The stamps: one 8-byte count per bucket, odd while a key whose home the bucket is changes, even
 * and greater afterwards. A process that keeps decoded values on its heap compares the stamp it saw
 * with the one that stands here; a stamp never restarts and never repeats.
 */
final class Stamps {
  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private Stamps() {}

  /**
   * A near reader's look. Acquire: what it reads next, of this key or another, is not older than
   * the stamp; pairs with the release of {@link #even}.
   */
  static long acquire(MemorySegment memory, long stampAddress) {
    return (long) WORD.getAcquire(memory, stampAddress);
  }

  /**
   * Announces a change of keys of this bucket. Release order alone would let the change that
   * follows become visible first, so a fence stands behind the store.
   */
  static void odd(MemorySegment memory, long stampAddress) {
    long stamp = (long) WORD.getOpaque(memory, stampAddress);
    WORD.setRelease(memory, stampAddress, stamp | 1);
    // store-store fence: the odd stamp is visible before any store of the change.
    VarHandle.storeStoreFence();
  }

  /** Ends the change; release: pairs with the acquire of a near reader's second look. */
  static void even(MemorySegment memory, long stampAddress) {
    long stamp = (long) WORD.getOpaque(memory, stampAddress);
    WORD.setRelease(memory, stampAddress, (stamp | 1) + 1);
  }

  /** Announces a change of a whole page. */
  static void allOdd(MemorySegment memory, int page) {
    long[] stamps = copy(memory, page);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      stamps[b] |= 1;
    }
    store(memory, page, stamps);
    // store-store fence: the odd stamps are visible before any store of the change.
    VarHandle.storeStoreFence();
  }

  /** Ends the change of a whole page. */
  static void allEven(MemorySegment memory, int page) {
    long[] stamps = copy(memory, page);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      stamps[b] = (stamps[b] | 1) + 1;
    }
    store(memory, page, stamps);
  }

  /** Nobody but the holder of the writer lease stores stamps. */
  private static long[] copy(MemorySegment memory, int page) {
    long[] stamps = new long[PageLayout.BUCKETS];
    MemorySegment.copy(
        memory,
        ExtentLayout.stamp(page, 0),
        MemorySegment.ofArray(stamps),
        0,
        PageLayout.STAMPS_BYTES);
    return stamps;
  }

  /** Copied in whole longs, as all that lies at multiples of 8. */
  private static void store(MemorySegment memory, int page, long[] stamps) {
    // release fence: the change is visible before the stamps; pairs with the acquire of a near
    // reader's second look.
    VarHandle.releaseFence();
    MemorySegment.copy(
        MemorySegment.ofArray(stamps),
        0,
        memory,
        ExtentLayout.stamp(page, 0),
        PageLayout.STAMPS_BYTES);
  }

  /** After recovery: stamps that a killed writer left odd become even, altered buckets advance. */
  static void settle(MemorySegment memory, long stampAddress, boolean altered) {
    long stamp = (long) WORD.getOpaque(memory, stampAddress);
    if (altered || (stamp & 1) != 0) {
      WORD.setRelease(memory, stampAddress, (stamp | 1) + 1);
    }
  }
}
