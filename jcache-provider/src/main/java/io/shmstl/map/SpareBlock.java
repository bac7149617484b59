package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
import java.lang.foreign.MemorySegment;

/**
 * The block of the entry that was given up last, kept for the next request of the same length: most
 * changes put an entry of some length in the place of another one of that length, and so touch no
 * word of the allocator. For everybody else the block is in use; it goes back to the allocator when
 * another one is kept, or when memory is short.
 *
 * <p>It lives in the root, for whoever holds the lease next; a recovery forgets it, and finds the
 * block to be nobody's. Under the lease.
 */
final class SpareBlock {
  private static final int SIZE_SHIFT = 32;
  private static final long ADDRESS_MASK = (1L << SIZE_SHIFT) - 1;
  private static final int UNIT_LOG2 = 3;

  private final MapContext context;
  private final MemorySegment memory;
  private final Allocator allocator;

  SpareBlock(MapContext context) {
    this.context = context;
    this.memory = context.memory();
    this.allocator = context.allocator();
  }

  /** Address of the block; 0 if there is none. */
  static long address(long word) {
    return (word & ADDRESS_MASK) << UNIT_LOG2;
  }

  /** Length of the block in bytes; 0 if there is none. */
  static long bytes(long word) {
    return word >>> SIZE_SHIFT << UNIT_LOG2;
  }

  private static long word(long block, long bytes) {
    return bytes >>> UNIT_LOG2 << SIZE_SHIFT | block >>> UNIT_LOG2;
  }

  /** Keeps the block of an entry that has been invalidated. */
  void keep(long entry) {
    long bytes = Allocator.blockBytes(EntryLayout.bytes(memory, entry));
    giveBack();
    context.set(RootLayout.SPARE_BLOCK, word(entry, bytes));
  }

  /** Takes the block, if it is of the length that a request for {@code bytes} gets; else 0. */
  long take(long bytes) {
    long word = context.get(RootLayout.SPARE_BLOCK);
    if (bytes(word) != Allocator.blockBytes(bytes)) {
      return 0;
    }
    long block = requireSound(word);
    context.set(RootLayout.SPARE_BLOCK, 0);
    return block;
  }

  /** Gives the block back to the allocator, which joins it with its free neighbours. */
  void giveBack() {
    long word = context.get(RootLayout.SPARE_BLOCK);
    if (word != 0) {
      long block = requireSound(word);
      context.set(RootLayout.SPARE_BLOCK, 0);
      allocator.free(block, bytes(word));
    }
  }

  /** Before the first byte of it is changed: damage may have made it any address. */
  private long requireSound(long word) {
    long block = address(word);
    boolean isSound =
        context.segment().isReserved(block, Math.max(bytes(word), Allocator.MIN_BLOCK))
            && EntryLayout.versionAcquire(memory, block) == 0
            && Allocator.blockBytes(EntryLayout.bytes(memory, block)) == bytes(word);
    if (!isSound) {
      throw new CorruptException(
          "root of the map in " + context.segment().file(),
          block,
          "no entry given up of " + bytes(word) + " bytes",
          "the spare block");
    }
    return block;
  }
}
