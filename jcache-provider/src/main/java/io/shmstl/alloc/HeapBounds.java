package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;

/**
 * The part of a segment in which blocks may lie: from the start of the heap to the next allocation
 * address, which is read from the file and therefore itself checked.
 */
final class HeapBounds {
  private final Segment segment;
  private final long heapStart;

  HeapBounds(Segment segment) {
    this.segment = segment;
    this.heapStart = segment.heapStart();
  }

  long heapStart() {
    return heapStart;
  }

  /**
   * The next allocation address; {@link CorruptException} if the file's word for it makes no sense.
   */
  long nextAddress() {
    long next = AllocatorLayout.nextAddressOpaque(segment.memory());
    if (next < heapStart || next > segment.reservedEnd() || !Units.isAligned(next)) {
      throw new CorruptException(
          "next allocation address",
          AllocatorLayout.NEXT_ADDRESS_FIELD,
          next,
          "between " + heapStart + " and " + segment.reservedEnd());
    }
    return next;
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
