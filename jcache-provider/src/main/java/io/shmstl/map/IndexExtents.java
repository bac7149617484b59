package io.shmstl.map;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Gives out index pages from extents, and takes a new extent when the last is used up. */
final class IndexExtents {
  /** Pages are aligned to cache lines; blocks are aligned to 8 bytes. */
  static final long ALIGNMENT = 64;

  private final MapContext context;
  private final MemorySegment memory;

  IndexExtents(MapContext context) {
    this.context = context;
    this.memory = context.memory();
  }

  /** Bytes of the block that holds an extent wherever the block starts. */
  static long blockBytes() {
    return ExtentLayout.BYTES + ALIGNMENT - 8;
  }

  static long align(long address) {
    return address + ALIGNMENT - 1 & -ALIGNMENT;
  }

  /** A page that nobody uses, cleared but for its stamps; 0 if there is no room for one. */
  int takePage(Room room) {
    if (context.get(RootLayout.FIRST_EXTENT) == 0
        || context.get(RootLayout.EXTENT_PAGES) == ExtentLayout.PAGES) {
      long block = room.tryTake(blockBytes());
      if (block == 0) {
        return 0;
      }
      add(block);
    }
    long ordinal = context.get(RootLayout.EXTENT_PAGES);
    context.set(RootLayout.EXTENT_PAGES, ordinal + 1);
    int page = ExtentLayout.page(context.get(RootLayout.FIRST_EXTENT), (int) ordinal);
    clear(page);
    return page;
  }

  /** Makes an extent of cleared pages in a block; the caller links it. */
  static long format(MemorySegment memory, long block, long next) {
    long extent = align(block);
    memory.asSlice(block, blockBytes()).fill((byte) 0);
    ExtentLayout.format(memory, extent, next, block);
    return extent;
  }

  private void add(long block) {
    long extent = format(memory, block, context.get(RootLayout.FIRST_EXTENT));
    // crash point: before it the block is nobody's, after it the extent is linked; the fence keeps
    // its header before the link for whoever recovers.
    VarHandle.storeStoreFence();
    context.set(RootLayout.FIRST_EXTENT, extent);
    context.set(RootLayout.EXTENT_PAGES, 0);
  }

  private void clear(int page) {
    memory.asSlice(ExtentLayout.address(page), PageLayout.PAGE_BYTES).fill((byte) 0);
    memory.asSlice(ExtentLayout.header(page), PageLayout.HEADER_BYTES).fill((byte) 0);
    memory.asSlice(ExtentLayout.ghosts(page, 0), PageLayout.GHOSTS_BYTES).fill((byte) 0);
  }
}
