package io.shmstl.map;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the hand will find its next two victims, as far as it could be foreseen at the last
 * eviction by this process: so that their lines are asked for early, before a writer takes its
 * locks, and not one after the other while it evicts. Nothing is decided by it. A place is noted
 * under the lease and read by any thread; an old one costs a few loads that nobody needed.
 *
 * <p>Two, because the entry is behind the slot: of the first victim the slot came when it was still
 * the second.
 */
final class NextVictims {
  private static final int ORDINAL_BITS = Integer.numberOfTrailingZeros(PageLayout.BUCKETS * 8);
  private static final int ORDINAL_MASK = (1 << ORDINAL_BITS) - 1;

  private final MemorySegment memory;

  // Opaque: nothing is published by them, what they say is checked before it is followed.
  private final AtomicLong first = new AtomicLong();
  private final AtomicLong second = new AtomicLong();

  NextVictims(MemorySegment memory) {
    this.memory = memory;
  }

  /** The place of a slot; never 0, which stands for none. */
  static long place(int page, int ordinal) {
    return Integer.toUnsignedLong(page) << ORDINAL_BITS | ordinal;
  }

  /** Notes two places, or 0 for each that is not known. */
  void note(long firstPlace, long secondPlace) {
    first.setOpaque(firstPlace);
    second.setOpaque(secondPlace);
  }

  /** Address of the slot that is looked at next, if one is known. */
  long firstSlot() {
    return slotAddress(first.getOpaque());
  }

  /** Loads a word of each line that the next evictions will touch; the result means nothing. */
  long fetch(EntryReader entries) {
    long place = first.getOpaque();
    if (place == 0) {
      return 0;
    }
    long loaded = fetchSlot(entries, second.getOpaque());
    int page = (int) (place >>> ORDINAL_BITS);
    if (!entries.isReserved(ExtentLayout.extent(page), ExtentLayout.BYTES)) {
      return loaded;
    }
    int bucket = (int) (place & ORDINAL_MASK) >>> 3;
    long slot = PageLayout.slotAcquire(memory, slotAddress(place));
    return loaded
        + Stamps.acquire(memory, ExtentLayout.stamp(page, bucket))
        + Ghosts.load(memory, page, bucket)
        + entries.fetched(SlotWord.address(slot));
  }

  private long fetchSlot(EntryReader entries, long place) {
    long at = slotAddress(place);
    return place != 0 && entries.isReserved(at, Long.BYTES)
        ? PageLayout.slotAcquire(memory, at)
        : 0;
  }

  private static long slotAddress(long place) {
    return ExtentLayout.address((int) (place >>> ORDINAL_BITS))
        + (place & ORDINAL_MASK) * Long.BYTES;
  }
}
