package io.shmstl.map;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Gives out index pages and takes them back, and takes a new extent when none is spare. */
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
    if (context.get(RootLayout.SPARE_PAGE) == 0) {
      long block = room.tryTake(blockBytes());
      if (block == 0) {
        return 0;
      }
      add(block);
    }
    int page = (int) context.get(RootLayout.SPARE_PAGE);
    context.set(RootLayout.SPARE_PAGE, PageLayout.nextSpare(memory, page));
    clear(page);
    return page;
  }

  /**
   * Takes back a page that no directory word names. Readers may still stand in it: what they find
   * there, now or once it is used again, is a live entry of their key or nothing, and nothing
   * counts only if their directory word has not changed.
   */
  void giveBack(int page) {
    PageLayout.nextSpare(memory, page, (int) context.get(RootLayout.SPARE_PAGE));
    context.set(RootLayout.SPARE_PAGE, page);
  }

  /** Makes an extent of spare pages, one behind the other, in a block; the caller links it. */
  static long format(MemorySegment memory, long block, long next) {
    long extent = align(block);
    memory.asSlice(block, blockBytes()).fill((byte) 0);
    ExtentLayout.format(memory, extent, next, block);
    for (int i = 0; i < ExtentLayout.PAGES - 1; i++) {
      PageLayout.nextSpare(memory, ExtentLayout.page(extent, i), ExtentLayout.page(extent, i + 1));
    }
    return extent;
  }

  private void add(long block) {
    long extent = format(memory, block, context.get(RootLayout.FIRST_EXTENT));
    // crash point: before it the block is nobody's, after it the extent is linked; the fence keeps
    // its header before the link for whoever recovers.
    VarHandle.storeStoreFence();
    context.set(RootLayout.FIRST_EXTENT, extent);
    context.set(RootLayout.SPARE_PAGE, ExtentLayout.page(extent, 0));
  }

  /** Empties a page, but for its stamps, which never restart. */
  void clear(int page) {
    memory.asSlice(ExtentLayout.address(page), PageLayout.PAGE_BYTES).fill((byte) 0);
    memory.asSlice(ExtentLayout.header(page), PageLayout.HEADER_BYTES).fill((byte) 0);
    memory.asSlice(ExtentLayout.ghosts(page, 0), PageLayout.GHOSTS_BYTES).fill((byte) 0);
  }
}
