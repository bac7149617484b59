package io.shmstl.alloc;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * A node of the first map: the first 16 bytes of a free block. Its place is the block's address.
 *
 * <pre>
 *  off  size field      access  written-by
 *    0     8 sizeUnits  plain   lease-holder
 *    8     4 previous   plain   lease-holder
 *   12     4 next       plain   lease-holder
 * </pre>
 *
 * {@code sizeUnits} is below 2^32, so the word is never a valid entry version. It stands in slivers
 * too, which have no links. {@code previous} of the first block of a list is not kept; {@code next}
 * of the last one is 0. Both are addresses in units.
 */
final class FirstMapNodeLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("sizeUnits"),
          Layouts.INT.withName("previous"),
          Layouts.INT.withName("next"));

  /**
   * First word of a block that was freed and is now inside a larger free block: a second free of it
   * is found out. Not a size (beyond 2^32) and not a valid entry version (high 16 bits are 0).
   */
  static final long FREED = 0x0000_F2EE_DB10_C4EDL;

  private static final long SIZE_UNITS = LAYOUT.byteOffset(groupElement("sizeUnits"));
  private static final long PREVIOUS = LAYOUT.byteOffset(groupElement("previous"));
  private static final long NEXT = LAYOUT.byteOffset(groupElement("next"));

  private FirstMapNodeLayout() {}

  static long sizeUnits(MemorySegment memory, long block) {
    return memory.get(Layouts.LONG, block + SIZE_UNITS);
  }

  static void sizeUnits(MemorySegment memory, long block, long units) {
    memory.set(Layouts.LONG, block + SIZE_UNITS, units);
  }

  static long previous(MemorySegment memory, long block) {
    return Units.toAddress(memory.get(Layouts.INT, block + PREVIOUS));
  }

  static void previous(MemorySegment memory, long block, long address) {
    memory.set(Layouts.INT, block + PREVIOUS, Units.ofAddress(address));
  }

  static long next(MemorySegment memory, long block) {
    return Units.toAddress(memory.get(Layouts.INT, block + NEXT));
  }

  static void next(MemorySegment memory, long block, long address) {
    memory.set(Layouts.INT, block + NEXT, Units.ofAddress(address));
  }
}
