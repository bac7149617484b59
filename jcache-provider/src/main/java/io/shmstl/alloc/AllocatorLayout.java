package io.shmstl.alloc;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The allocator header of a segment, at {@link SegmentLayout#ALLOCATOR}.
 *
 * <pre>
 *  off  size field        access  written-by
 *    0     8 nextAddress  opaque  lease-holder
 *    8     8 usedBytes    opaque  lease-holder
 *   16     8 freeBytes    opaque  lease-holder
 *   24     8 freeBlocks   opaque  lease-holder
 *   32     4 levels       opaque  lease-holder
 *   36     4 rebuilding   opaque  lease-holder
 *   40    24 -            -       -
 *   64    58 subs         opaque  lease-holder
 *  122     6 -            -       -
 *  128  1856 heads        plain   lease-holder
 * </pre>
 *
 * <p>{@code levels} has a bit for each level of size classes that has a free block, {@code subs} 16
 * bits for each level, {@code heads} the address (in units) of each class's first block. Anybody
 * may read the opaque fields for figures; what they say together is then only roughly true.
 */
final class AllocatorLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("nextAddress"),
          Layouts.LONG.withName("usedBytes"),
          Layouts.LONG.withName("freeBytes"),
          Layouts.LONG.withName("freeBlocks"),
          Layouts.INT.withName("levels"),
          Layouts.INT.withName("rebuilding"),
          MemoryLayout.paddingLayout(24),
          MemoryLayout.sequenceLayout(SizeClass.LEVELS, Layouts.SHORT).withName("subs"),
          MemoryLayout.paddingLayout(6),
          MemoryLayout.sequenceLayout(SizeClass.COUNT, Layouts.INT).withName("heads"));

  static final long SIZE = LAYOUT.byteSize();

  private static final VarHandle NEXT_ADDRESS = LAYOUT.varHandle(groupElement("nextAddress"));
  private static final VarHandle USED_BYTES = LAYOUT.varHandle(groupElement("usedBytes"));
  private static final VarHandle FREE_BYTES = LAYOUT.varHandle(groupElement("freeBytes"));
  private static final VarHandle FREE_BLOCKS = LAYOUT.varHandle(groupElement("freeBlocks"));
  private static final VarHandle LEVELS = LAYOUT.varHandle(groupElement("levels"));
  private static final VarHandle REBUILDING = LAYOUT.varHandle(groupElement("rebuilding"));
  private static final VarHandle SHORT = Layouts.SHORT.varHandle();

  private static final long BASE = SegmentLayout.ALLOCATOR;

  /** Where in the segment {@code nextAddress} stands. */
  static final long NEXT_ADDRESS_FIELD = BASE + LAYOUT.byteOffset(groupElement("nextAddress"));

  private static final long SUBS = BASE + LAYOUT.byteOffset(groupElement("subs"));
  private static final long HEADS = BASE + LAYOUT.byteOffset(groupElement("heads"));

  private AllocatorLayout() {}

  static long nextAddressOpaque(MemorySegment memory) {
    return (long) NEXT_ADDRESS.getOpaque(memory, BASE);
  }

  static void nextAddressOpaque(MemorySegment memory, long address) {
    NEXT_ADDRESS.setOpaque(memory, BASE, address);
  }

  static long usedBytesOpaque(MemorySegment memory) {
    return (long) USED_BYTES.getOpaque(memory, BASE);
  }

  static void usedBytesOpaque(MemorySegment memory, long bytes) {
    USED_BYTES.setOpaque(memory, BASE, bytes);
  }

  static long freeBytesOpaque(MemorySegment memory) {
    return (long) FREE_BYTES.getOpaque(memory, BASE);
  }

  static void freeBytesOpaque(MemorySegment memory, long bytes) {
    FREE_BYTES.setOpaque(memory, BASE, bytes);
  }

  static long freeBlocksOpaque(MemorySegment memory) {
    return (long) FREE_BLOCKS.getOpaque(memory, BASE);
  }

  static void freeBlocksOpaque(MemorySegment memory, long count) {
    FREE_BLOCKS.setOpaque(memory, BASE, count);
  }

  static int levelsOpaque(MemorySegment memory) {
    return (int) LEVELS.getOpaque(memory, BASE);
  }

  static void levelsOpaque(MemorySegment memory, int bits) {
    LEVELS.setOpaque(memory, BASE, bits);
  }

  /** True from the beginning of a rebuild to its end; stays if the rebuild does not get there. */
  static boolean isRebuildingOpaque(MemorySegment memory) {
    return (int) REBUILDING.getOpaque(memory, BASE) != 0;
  }

  static void isRebuildingOpaque(MemorySegment memory, boolean isRebuilding) {
    REBUILDING.setOpaque(memory, BASE, isRebuilding ? 1 : 0);
  }

  static int subsOpaque(MemorySegment memory, int level) {
    return (short) SHORT.getOpaque(memory, SUBS + 2L * level) & 0xFFFF;
  }

  static void subsOpaque(MemorySegment memory, int level, int bits) {
    SHORT.setOpaque(memory, SUBS + 2L * level, (short) bits);
  }

  /** Address of the first free block of a class, 0 if there is none. */
  static long head(MemorySegment memory, int sizeClass) {
    return Units.toAddress(memory.get(Layouts.INT, HEADS + 4L * sizeClass));
  }

  static void head(MemorySegment memory, int sizeClass, long address) {
    memory.set(Layouts.INT, HEADS + 4L * sizeClass, Units.ofAddress(address));
  }

  /** Makes all class heads and both levels of class bits zero; the counters stay. */
  static void clearClasses(MemorySegment memory) {
    levelsOpaque(memory, 0);
    for (int level = 0; level < SizeClass.LEVELS; level++) {
      subsOpaque(memory, level, 0);
    }
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      head(memory, sizeClass, 0);
    }
  }
}
