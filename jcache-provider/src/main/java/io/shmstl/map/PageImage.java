package io.shmstl.map;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A page on the heap, while it is taken apart or put together: its words, and the bits of its small
 * queue. A split works on arrays and touches shared memory in whole pages, which takes a fraction
 * of the time that some thousand single loads and stores take, most of all before they are
 * compiled.
 *
 * <p>For the holder of the writer lease. Words that others may load meanwhile are copied as whole
 * longs: they lie at multiples of 8, which {@code MemorySegment.copy} copies in units of 8.
 */
final class PageImage {
  private static final int BUCKET_WORDS = PageLayout.BUCKET_BYTES / Long.BYTES;
  private static final int WORDS = PageLayout.BUCKETS * BUCKET_WORDS;
  private static final int SMALL_WORDS = WORDS / Long.SIZE;
  private static final long ONE_OVERFLOW = 1L << 56;

  private final long[] words = new long[WORDS];
  private final long[] small = new long[SMALL_WORDS];
  private final MemorySegment wordBytes = MemorySegment.ofArray(words);
  private final MemorySegment smallBytes = MemorySegment.ofArray(small);
  private int used;

  /** Becomes a page that has no slots in use. */
  void empty() {
    Arrays.fill(words, 0);
    Arrays.fill(small, 0);
    used = 0;
  }

  /** Becomes what a page is now. */
  void read(MemorySegment memory, int page) {
    MemorySegment.copy(memory, ExtentLayout.address(page), wordBytes, 0, PageLayout.PAGE_BYTES);
    MemorySegment.copy(memory, PageLayout.smallBits(page), smallBytes, 0, smallBytes.byteSize());
    used = PageLayout.used(memory, page);
  }

  /** Adds each slot to one of two pages, by a bit of its hash. */
  void divide(int bit, PageImage lower, PageImage upper) {
    for (int at = 0; at < WORDS; at++) {
      int inBucket = at & BUCKET_WORDS - 1;
      long slot = words[at];
      if (inBucket != 0 && slot != SlotWord.EMPTY) {
        PageImage half = (SlotWord.hash(slot) & bit) != 0 ? upper : lower;
        long frequency = (words[at - inBucket] >>> (8 * (inBucket - 1))) & PageLayout.MAX_FREQUENCY;
        half.add(slot, frequency, (small[at >>> 6] & 1L << at) != 0);
      }
    }
  }

  /** Takes the free place nearest to the slot's home, and counts in every bucket passed. */
  private void add(long slot, long frequency, boolean isSmall) {
    int bucket = PageLayout.home(SlotWord.hash(slot)) * BUCKET_WORDS;
    int inBucket = free(bucket);
    while (inBucket == 0) {
      if (words[bucket] >>> 56 < PageLayout.STUCK) {
        words[bucket] += ONE_OVERFLOW;
      }
      bucket = bucket + BUCKET_WORDS & WORDS - 1;
      inBucket = free(bucket);
    }
    int at = bucket + inBucket;
    words[at] = slot;
    words[bucket] |= frequency << (8 * (inBucket - 1));
    if (isSmall) {
      small[at >>> 6] |= 1L << at;
    }
    used++;
  }

  /** The first free place of a bucket, 1 to 7; 0 if it has none. */
  private int free(int bucket) {
    for (int i = 1; i < BUCKET_WORDS; i++) {
      if (words[bucket + i] == SlotWord.EMPTY) {
        return i;
      }
    }
    return 0;
  }

  /** Writes the image into a page that no directory word names. */
  void write(MemorySegment memory, int page) {
    // release fence: separates the entries from the slots that name them; readers may still stand
    // in the page from when it was another. Pairs with slotAcquire.
    VarHandle.releaseFence();
    MemorySegment.copy(wordBytes, 0, memory, ExtentLayout.address(page), PageLayout.PAGE_BYTES);
    MemorySegment.copy(smallBytes, 0, memory, PageLayout.smallBits(page), smallBytes.byteSize());
    PageLayout.used(memory, page, used);
  }

  /** Clears the slots of the page that was read; its overflow counts stay. */
  void clearSlots(MemorySegment memory, int page) {
    for (int at = 0; at < WORDS; at++) {
      if ((at & BUCKET_WORDS - 1) != 0) {
        words[at] = SlotWord.EMPTY;
      }
    }
    // release fence: who finds a slot empty finds what was stored before changed as well. Pairs
    // with slotAcquire.
    VarHandle.releaseFence();
    MemorySegment.copy(wordBytes, 0, memory, ExtentLayout.address(page), PageLayout.PAGE_BYTES);
  }
}
