package io.shmstl.alloc;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * A node of the second map: the last 8 bytes of a free block.
 *
 * <pre>
 *  off  size field         access  written-by
 *    0     4 blockAddress  plain   lease-holder
 *    4     4 firstMapNode  plain   lease-holder
 * </pre>
 *
 * {@code blockAddress} is where the block starts, {@code firstMapNode} points to its node in the
 * first map; both are addresses in units. Slivers have no first-map node: in a block of 16 bytes
 * the pointer is 0, and in one of 8 bytes the word that is the whole block reads 1, which is both
 * its size and an address no block has.
 */
final class SecondMapNodeLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("blockAddress"), Layouts.INT.withName("firstMapNode"));

  static final long SIZE = LAYOUT.byteSize();

  /** What {@link #blockAddress} gives in a block of one unit. */
  static final long ONE_UNIT = Units.toAddress(1);

  private static final long BLOCK_ADDRESS = LAYOUT.byteOffset(groupElement("blockAddress"));
  private static final long FIRST_MAP_NODE = LAYOUT.byteOffset(groupElement("firstMapNode"));

  private SecondMapNodeLayout() {}

  static long blockAddress(MemorySegment memory, long node) {
    return Units.toAddress(memory.get(Layouts.INT, node + BLOCK_ADDRESS));
  }

  static void blockAddress(MemorySegment memory, long node, long address) {
    memory.set(Layouts.INT, node + BLOCK_ADDRESS, Units.ofAddress(address));
  }

  static long firstMapNode(MemorySegment memory, long node) {
    return Units.toAddress(memory.get(Layouts.INT, node + FIRST_MAP_NODE));
  }

  static void firstMapNode(MemorySegment memory, long node, long address) {
    memory.set(Layouts.INT, node + FIRST_MAP_NODE, Units.ofAddress(address));
  }
}
