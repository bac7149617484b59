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
 *  off  size field        access        written-by
 *    0     8 nextAddress  plain/opaque  lease-holder
 *    8     8 usedBytes    plain/opaque  lease-holder
 *   16     8 freeBlocks   plain/opaque  lease-holder
 *   24     4 levels       plain/opaque  lease-holder
 *   28     4 rebuilding   plain         lease-holder
 *   32    32 -            -             -
 *   64    58 subs         plain/opaque  lease-holder
 *  122     6 -            -             -
 *  128  1856 heads        plain         lease-holder
 * </pre>
 *
 * <p>{@code levels} has a bit for each level of size classes that has a free block, {@code subs} 16
 * bits for each level, {@code heads} the address (in units) of each class's first block. The lease
 * holder reads and writes them plainly: whoever held the lease before gave it back by a release.
 * Anybody may read the opaque ones for figures; what they say together is then only roughly true.
 */
final class AllocatorLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("nextAddress"),
          Layouts.LONG.withName("usedBytes"),
          Layouts.LONG.withName("freeBlocks"),
          Layouts.INT.withName("levels"),
          Layouts.INT.withName("rebuilding"),
          MemoryLayout.paddingLayout(32),
          MemoryLayout.sequenceLayout(SizeClass.LEVELS, Layouts.SHORT).withName("subs"),
          MemoryLayout.paddingLayout(6),
          MemoryLayout.sequenceLayout(SizeClass.COUNT, Layouts.INT).withName("heads"));

  static final long SIZE = LAYOUT.byteSize();

  /** Where in the segment {@code nextAddress} stands. */
  static final long NEXT_ADDRESS = address("nextAddress");

  private static final long USED_BYTES = address("usedBytes");
  private static final long FREE_BLOCKS = address("freeBlocks");
  private static final long LEVELS = address("levels");
  private static final long REBUILDING = address("rebuilding");
  private static final long SUBS = address("subs");
  private static final long HEADS = address("heads");

  private static final VarHandle SHORT = Layouts.SHORT.varHandle();
  private static final VarHandle INT = Layouts.INT.varHandle();
  private static final VarHandle LONG = Layouts.LONG.varHandle();

  private AllocatorLayout() {}

  static long nextAddress(MemorySegment memory) {
    return memory.get(Layouts.LONG, NEXT_ADDRESS);
  }

  static void nextAddress(MemorySegment memory, long address) {
    memory.set(Layouts.LONG, NEXT_ADDRESS, address);
  }

  static long nextAddressOpaque(MemorySegment memory) {
    return (long) LONG.getOpaque(memory, NEXT_ADDRESS);
  }

  static long usedBytes(MemorySegment memory) {
    return memory.get(Layouts.LONG, USED_BYTES);
  }

  static void usedBytes(MemorySegment memory, long bytes) {
    memory.set(Layouts.LONG, USED_BYTES, bytes);
  }

  static long usedBytesOpaque(MemorySegment memory) {
    return (long) LONG.getOpaque(memory, USED_BYTES);
  }

  static long freeBlocks(MemorySegment memory) {
    return memory.get(Layouts.LONG, FREE_BLOCKS);
  }

  static void freeBlocks(MemorySegment memory, long count) {
    memory.set(Layouts.LONG, FREE_BLOCKS, count);
  }

  static long freeBlocksOpaque(MemorySegment memory) {
    return (long) LONG.getOpaque(memory, FREE_BLOCKS);
  }

  static int levels(MemorySegment memory) {
    return memory.get(Layouts.INT, LEVELS);
  }

  static void levels(MemorySegment memory, int bits) {
    memory.set(Layouts.INT, LEVELS, bits);
  }

  static int levelsOpaque(MemorySegment memory) {
    return (int) INT.getOpaque(memory, LEVELS);
  }

  /** True from the beginning of a rebuild to its end; stays if the rebuild does not get there. */
  static boolean isRebuilding(MemorySegment memory) {
    return memory.get(Layouts.INT, REBUILDING) != 0;
  }

  static void isRebuilding(MemorySegment memory, boolean isRebuilding) {
    memory.set(Layouts.INT, REBUILDING, isRebuilding ? 1 : 0);
  }

  static int subs(MemorySegment memory, int level) {
    return memory.get(Layouts.SHORT, SUBS + 2L * level) & 0xFFFF;
  }

  static void subs(MemorySegment memory, int level, int bits) {
    memory.set(Layouts.SHORT, SUBS + 2L * level, (short) bits);
  }

  static int subsOpaque(MemorySegment memory, int level) {
    return (short) SHORT.getOpaque(memory, SUBS + 2L * level) & 0xFFFF;
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
    levels(memory, 0);
    for (int level = 0; level < SizeClass.LEVELS; level++) {
      subs(memory, level, 0);
    }
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      head(memory, sizeClass, 0);
    }
  }

  private static long address(String field) {
    return SegmentLayout.ALLOCATOR + LAYOUT.byteOffset(groupElement(field));
  }
}
