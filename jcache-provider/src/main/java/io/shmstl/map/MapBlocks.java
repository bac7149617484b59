package io.shmstl.map;

import io.shmstl.alloc.BlockVisitor;
import io.shmstl.map.RetiredQueue.RetiredVisitor;
import java.lang.foreign.MemorySegment;

/** Every block of a sound map: directories, extents, entries, what is retired or in reserve. */
final class MapBlocks {
  private final MapContext context;
  private final MemorySegment memory;
  private final RetiredQueue retired;

  MapBlocks(MapContext context, RetiredQueue retired) {
    this.context = context;
    this.memory = context.memory();
    this.retired = retired;
  }

  void forEach(BlockVisitor visitor) {
    directories(visitor);
    extents(visitor);
    entries(visitor);
    long tombstone = context.get(RootLayout.TOMBSTONE_BLOCK);
    if (tombstone != 0) {
      visitor.visit(tombstone, EntryLayout.ETERNAL_HEADER_BYTES);
    }
    long spare = context.get(RootLayout.SPARE_BLOCK);
    if (spare != 0) {
      visitor.visit(SpareBlock.address(spare), SpareBlock.bytes(spare));
    }
    retired.forEach(
        new RetiredVisitor() {
          @Override
          public void chunk(long address, long bytes) {
            visitor.visit(address, bytes);
          }

          @Override
          public void retired(long entry) {
            context.segment().requireReserved(entry, EntryLayout.ETERNAL_HEADER_BYTES);
            visitor.visit(entry, EntryLayout.bytes(memory, entry));
          }
        });
  }

  /** The directory in force and, for readers that may stand in them, all it replaced. */
  boolean directories(BlockVisitor visitor) {
    long rootWord = context.rootWord();
    int depth = RootWord.depth(rootWord);
    long directory = RootWord.directory(rootWord);
    while (directory != 0) {
      if (!isReserved(directory, DirectoryLayout.bytes(0))
          || !DirectoryLayout.isDirectory(memory, directory, depth)
          || !visitor.visit(directory, DirectoryLayout.bytes(depth))) {
        return false;
      }
      directory = DirectoryLayout.previous(memory, directory);
      depth--;
    }
    return depth == -1;
  }

  boolean extents(BlockVisitor visitor) {
    long left = context.segment().capacityBytes() / ExtentLayout.BYTES;
    long extent = context.get(RootLayout.FIRST_EXTENT);
    for (; extent != 0; extent = ExtentLayout.next(memory, extent)) {
      if (left-- == 0
          || !isReserved(extent, ExtentLayout.BYTES)
          || !ExtentLayout.isExtent(memory, extent)
          || IndexExtents.align(ExtentLayout.block(memory, extent)) != extent
          || !visitor.visit(ExtentLayout.block(memory, extent), IndexExtents.blockBytes())) {
        return false;
      }
    }
    return true;
  }

  boolean isReserved(long address, long bytes) {
    return address >= context.segment().heapStart()
        && (address & 7) == 0
        && address + bytes <= context.segment().reservedEnd();
  }

  private void entries(BlockVisitor visitor) {
    int prefix = 0;
    do {
      long word = context.directoryWord(prefix);
      long page = ExtentLayout.address(DirectoryLayout.page(word));
      for (int b = 0; b < PageLayout.BUCKETS; b++) {
        for (int s = 0; s < 7; s++) {
          long slot =
              PageLayout.slotAcquire(memory, PageLayout.slot(PageLayout.bucket(page, b), s));
          long entry = SlotWord.address(slot);
          if (slot != SlotWord.EMPTY
              && (EntryLayout.flags(memory, entry) & EntryLayout.TOMBSTONE) == 0) {
            visitor.visit(entry, EntryLayout.bytes(memory, entry));
          }
        }
      }
      prefix = Hand.nextPrefix(prefix, DirectoryLayout.localDepth(word));
    } while (prefix != 0);
  }
}
