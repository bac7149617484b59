package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;

/**
 * The part of a segment in which blocks may lie: from the start of the heap to the next allocation
 * address, which is read from the file and therefore itself checked.
 */
final class HeapBounds {
  private final Segment segment;
  private final MemorySegment memory;
  private final long heapStart;

  /** A reserved end that was seen. The real one only grows, so it need not be looked at again. */
  private long seenReservedEnd;

  HeapBounds(Segment segment) {
    this.segment = segment;
    this.memory = segment.memory();
    this.heapStart = segment.heapStart();
  }

  long heapStart() {
    return heapStart;
  }

  /**
   * The next allocation address; {@link CorruptException} if the file's word for it makes no sense.
   */
  long nextAddress() {
    long next = AllocatorLayout.nextAddress(memory);
    if (next < heapStart || !isReserved(next) || !Units.isAligned(next)) {
      throw new CorruptException(
          "next allocation address",
          AllocatorLayout.NEXT_ADDRESS,
          next,
          "between " + heapStart + " and " + seenReservedEnd);
    }
    return next;
  }

  /** Tells if the heap may be touched up to {@code end}. */
  boolean isReserved(long end) {
    if (end > seenReservedEnd) {
      seenReservedEnd = segment.reservedEnd();
    }
    return end <= seenReservedEnd;
  }

  /** Requires that a block of {@code bytes} bytes at {@code address} lies below {@code next}. */
  void requireInside(String what, long address, long bytes, long next) {
    // Neither sum can overflow: an address that passes the first two tests is small.
    if (address < heapStart || address >= next || bytes <= 0 || bytes > next - address) {
      throw new CorruptException(
          what, address, bytes + " bytes", "a block between " + heapStart + " and " + next);
    }
    if (!Units.isAligned(address)) {
      throw new CorruptException(what, address, "an odd address", "a multiple of 8");
    }
  }
}
