package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * Bytes of an index page: {@value #BUCKETS} buckets of one cache line. A bucket is
 *
 * <pre>
 * off size field       access           written by
 *   0    7 frequency   opaque           readers and writer; a byte per slot, 0 to 3
 *   7    1 overflow    opaque           writer; keys that had to go past this bucket, sticks at 255
 *   8   56 slot        acquire/release  writer; seven {@link SlotWord}s
 * </pre>
 *
 * <p>A key lives in its home bucket (the low six bits of its slot hash) or, when that is full, in
 * one of those that follow, wrapping inside the page. The overflow count of every bucket passed is
 * raised before the slot is published and lowered after it is cleared, so a reader that finds 0
 * stops. An entry never moves to another slot of its page.
 *
 * <p>Beside each page lie its header (used slots; the next spare page while this one is spare; a
 * bit per slot of the small queue), {@value #BUCKETS} stamps and {@value #BUCKETS} ghost words of
 * eight one-byte fingerprints; only the writer touches header and ghosts.
 */
final class PageLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          MemoryLayout.sequenceLayout(7, Layouts.BYTE).withName("frequency"),
          Layouts.BYTE.withName("overflow"),
          MemoryLayout.sequenceLayout(7, Layouts.LONG).withName("slot"));

  static final int BUCKETS = 64;
  static final int BUCKET_MASK = BUCKETS - 1;
  static final int BUCKET_BYTES = (int) LAYOUT.byteSize();
  static final int SLOTS = 7 * BUCKETS;
  static final long PAGE_BYTES = (long) BUCKETS * BUCKET_BYTES;
  static final long HEADER_BYTES = 128;
  static final long STAMPS_BYTES = 8L * BUCKETS;
  static final long GHOSTS_BYTES = 8L * BUCKETS;

  /** Used slots beyond which an insert splits the page first: 87 % of {@value #SLOTS}. */
  static final int SPLIT_ABOVE = 390;

  /** Highest frequency of a slot. */
  static final int MAX_FREQUENCY = 3;

  /** Where an overflow count stays for good. */
  static final int STUCK = 255;

  /** Offset of the first slot in a bucket. */
  static final int FIRST_SLOT = 8;

  private static final long OVERFLOW = 7;
  private static final long NEXT_SPARE = 4;
  private static final long SMALL_BITS = 64;
  private static final VarHandle WORD = Layouts.LONG.varHandle();
  private static final VarHandle BYTE = Layouts.BYTE.varHandle();

  private PageLayout() {}

  /** The home bucket of a slot hash. */
  static int home(int hash) {
    return hash & BUCKET_MASK;
  }

  static long bucket(long pageAddress, int bucket) {
    return pageAddress + (long) bucket * BUCKET_BYTES;
  }

  /** Address of slot {@code index} (0 to 6) of a bucket. */
  static long slot(long bucketAddress, int index) {
    return bucketAddress + FIRST_SLOT + index * 8L;
  }

  /** The bucket ordinal (0 to 63) of a slot. */
  static int bucketOf(long pageAddress, long slotAddress) {
    return (int) ((slotAddress - pageAddress) / BUCKET_BYTES);
  }

  /** Pairs with {@link #slotRelease}: the entry that the slot names is complete. */
  static long slotAcquire(MemorySegment memory, long slotAddress) {
    return (long) WORD.getAcquire(memory, slotAddress);
  }

  /**
   * Which slots of a bucket hold this hash: bit s for slot s. Plain loads, which the caller orders:
   * a slot that is set here is only a hint to look at it with {@link #slotAcquire}.
   */
  static int slotsOf(MemorySegment memory, long bucketAddress, int hash) {
    int found = 0;
    for (int s = 0; s < 7; s++) {
      int of = memory.get(Layouts.INT, bucketAddress + FIRST_SLOT + 4 + s * 8L);
      found |= (of == hash ? 1 : 0) << s;
    }
    return found;
  }

  /** Publishes an entry or clears the slot; pairs with {@link #slotAcquire} in readers. */
  static void slotRelease(MemorySegment memory, long slotAddress, long slot) {
    WORD.setRelease(memory, slotAddress, slot);
  }

  /** The empty slot nearest behind a home bucket, for the writer; 0 if the page has none. */
  static long freeSlot(MemorySegment memory, int page, int home) {
    long address = ExtentLayout.address(page);
    for (int i = 0; i < BUCKETS; i++) {
      long bucket = bucket(address, home + i & BUCKET_MASK);
      for (int s = 0; s < 7; s++) {
        if (slotAcquire(memory, slot(bucket, s)) == SlotWord.EMPTY) {
          return slot(bucket, s);
        }
      }
    }
    return 0;
  }

  static int frequency(MemorySegment memory, long slotAddress) {
    return (byte) BYTE.getOpaque(memory, frequencyAddress(slotAddress)) & MAX_FREQUENCY;
  }

  /** Racy by design: a lost or late store changes an eviction's choice and nothing else. */
  static void frequency(MemorySegment memory, long slotAddress, int frequency) {
    BYTE.setOpaque(memory, frequencyAddress(slotAddress), (byte) frequency);
  }

  private static long frequencyAddress(long slotAddress) {
    long bucket = slotAddress & -BUCKET_BYTES;
    return bucket + ((slotAddress - bucket) >>> 3) - 1;
  }

  static int overflow(MemorySegment memory, long bucketAddress) {
    return (byte) BYTE.getOpaque(memory, bucketAddress + OVERFLOW) & 0xFF;
  }

  static void overflow(MemorySegment memory, long bucketAddress, int count) {
    BYTE.setOpaque(memory, bucketAddress + OVERFLOW, (byte) count);
  }

  static int used(MemorySegment memory, int page) {
    return memory.get(Layouts.INT, ExtentLayout.header(page));
  }

  static void used(MemorySegment memory, int page, int used) {
    memory.set(Layouts.INT, ExtentLayout.header(page), used);
  }

  /** The page behind this one in the list of spare pages; 0 if it is the last. */
  static int nextSpare(MemorySegment memory, int page) {
    return memory.get(Layouts.INT, ExtentLayout.header(page) + NEXT_SPARE);
  }

  static void nextSpare(MemorySegment memory, int page, int next) {
    memory.set(Layouts.INT, ExtentLayout.header(page) + NEXT_SPARE, next);
  }

  static boolean isSmall(MemorySegment memory, int page, long slotAddress) {
    int ordinal = ordinal(page, slotAddress);
    return (memory.get(Layouts.LONG, smallWord(page, ordinal)) & 1L << ordinal) != 0;
  }

  /** Which slots of a bucket are of the small queue: bit s for slot s. */
  static int smallSlots(MemorySegment memory, int page, int bucket) {
    return (memory.get(Layouts.BYTE, smallBits(page) + bucket) & 0xFF) >>> 1;
  }

  static void small(MemorySegment memory, int page, long slotAddress, boolean isSmall) {
    int ordinal = ordinal(page, slotAddress);
    long at = smallWord(page, ordinal);
    long word = memory.get(Layouts.LONG, at);
    memory.set(Layouts.LONG, at, isSmall ? word | 1L << ordinal : word & ~(1L << ordinal));
  }

  /** The slot's place among the page's 512 words; a shift by it takes its low six bits. */
  private static int ordinal(int page, long slotAddress) {
    return (int) ((slotAddress - ExtentLayout.address(page)) >>> 3);
  }

  /** Address of the bits of the small queue, one for each word of the page. */
  static long smallBits(int page) {
    return ExtentLayout.header(page) + SMALL_BITS;
  }

  private static long smallWord(int page, int ordinal) {
    return smallBits(page) + ((long) ordinal >>> 6 << 3);
  }
}
