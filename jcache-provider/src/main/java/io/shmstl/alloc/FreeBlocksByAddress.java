package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.sync.WriterLease;
import java.lang.foreign.MemorySegment;

/**
 * The second map: the free blocks by address (claims 2 and 10).
 *
 * <p>A node holds the address of a free block and a pointer to the block's node in the first map.
 * It is the last word of its block, and the boundary bitmap says where nodes are: so the free block
 * that ends where another block starts, and the one that starts where another ends, are found in
 * constant time.
 *
 * <p>Only the holder of the writer lease may touch it (claims 8 and 16); any other call ends in an
 * {@link IllegalStateException}. Damage ends in a {@link CorruptException}.
 */
final class FreeBlocksByAddress {
  /** Words of the bitmap, each for 512 bytes, that are looked at for the start of a block. */
  private static final int MAX_WORDS_BACK = 1024;

  private final MemorySegment memory;
  private final WriterLease lease;
  private final HeapBounds bounds;

  FreeBlocksByAddress(Segment segment, WriterLease lease, HeapBounds bounds) {
    this.memory = segment.memory();
    this.lease = lease;
    this.bounds = bounds;
  }

  /**
   * Enters a block: its size word, its node and its two bits.
   *
   * @param firstMapNode the block's node in the first map, 0 for a sliver
   */
  void enter(long block, long bytes, long firstMapNode) {
    lease.requireHeld();
    FirstMapNodeLayout.sizeUnits(memory, block, bytes >>> Units.LOG2_BYTES);
    if (bytes == Units.BYTES) {
      // The one word reads 1, as size and as node.
      BoundaryBits.set(memory, block, block);
      return;
    }
    long node = block + bytes - SecondMapNodeLayout.SIZE;
    SecondMapNodeLayout.blockAddress(memory, node, block);
    SecondMapNodeLayout.firstMapNode(memory, node, firstMapNode);
    BoundaryBits.set(memory, block, node);
  }

  /** Takes a block out. Its words stay as they are: the caller decides what becomes of them. */
  void remove(long block, long bytes) {
    lease.requireHeld();
    if (!BoundaryBits.clear(memory, block, block + bytes - Units.BYTES)) {
      throw new CorruptException("boundary bitmap", block, "no bits", "a free block of " + bytes);
    }
  }

  /** Size in bytes of the free block that starts at an address, 0 if none does. */
  long startingAt(long address, long next) {
    lease.requireHeld();
    if (address < bounds.heapStart() || address >= next || !BoundaryBits.isSet(memory, address)) {
      return 0;
    }
    requireAligned(address);
    long units = FirstMapNodeLayout.sizeUnits(memory, address);
    long most = (next - address) >>> Units.LOG2_BYTES;
    if (units <= 0 || units > most) {
      throw new CorruptException("free block", address, units + " units", "1 to " + most);
    }
    long bytes = units << Units.LOG2_BYTES;
    long node = address + bytes - SecondMapNodeLayout.SIZE;
    long expected = units == 1 ? SecondMapNodeLayout.ONE_UNIT : address;
    long found = SecondMapNodeLayout.blockAddress(memory, node);
    if (found != expected || !BoundaryBits.isSet(memory, node)) {
      throw new CorruptException("second-map node", node, found, expected);
    }
    return bytes;
  }

  /** Address of the free block that ends at an address, 0 if none does. */
  long endingAt(long end, long next) {
    lease.requireHeld();
    long node = end - SecondMapNodeLayout.SIZE;
    if (node < bounds.heapStart() || end > next || !BoundaryBits.isSet(memory, node)) {
      return 0;
    }
    requireAligned(end);
    long block = SecondMapNodeLayout.blockAddress(memory, node);
    if (block == SecondMapNodeLayout.ONE_UNIT) {
      block = node;
    }
    if (block < bounds.heapStart() || block > node || !BoundaryBits.isSet(memory, block)) {
      throw new CorruptException("second-map node", node, block, "a free block that ends here");
    }
    long units = FirstMapNodeLayout.sizeUnits(memory, block);
    if (units != (end - block) >>> Units.LOG2_BYTES) {
      throw new CorruptException("free block", block, units + " units", "a block to " + end);
    }
    return block;
  }

  /**
   * Address of the free block a unit lies in, 0 if it lies in none; looks for the block's start in
   * the bitmap, no further back than 512 KiB.
   *
   * <p>What a set bit stands for shows in the word there. No two free blocks touch, so bits of
   * neighbouring units are those of a block of two units. Otherwise the word is a size, below 2^32,
   * in a first unit; and a node in a last one, whose pointer makes it larger than that.
   */
  long startOf(long address, long next) {
    lease.requireHeld();
    if (address < bounds.heapStart() || address >= next || !Units.isAligned(address)) {
      return 0;
    }
    long mark = BoundaryBits.lastSetUpTo(memory, address, bounds.heapStart(), MAX_WORDS_BACK);
    if (mark == 0) {
      return 0;
    }
    boolean isSecondOfTwo = BoundaryBits.isSet(memory, mark - Units.BYTES);
    boolean isLast = FirstMapNodeLayout.sizeUnits(memory, mark) > SizeClass.MAX_UNITS;
    if (!isSecondOfTwo && !isLast) {
      return address < mark + startingAt(mark, next) ? mark : 0;
    }
    return mark == address ? endingAt(mark + Units.BYTES, next) : 0;
  }

  /** The first-map node a block's node points to, 0 for a sliver. */
  long firstMapNode(long block, long bytes) {
    lease.requireHeld();
    return bytes < Allocator.MIN_BLOCK
        ? 0
        : SecondMapNodeLayout.firstMapNode(memory, block + bytes - SecondMapNodeLayout.SIZE);
  }

  /**
   * Tells if a free block starts or ends inside {@code [from, to)}, as far as the bitmap's words at
   * both ends of the range say: all of it if the range is at most 512 bytes long.
   */
  boolean seemsToOverlap(long from, long to) {
    lease.requireHeld();
    return BoundaryBits.isAnySetAtTheEnds(memory, from, to);
  }

  /**
   * The first free block at or behind an address, 0 if there is none below {@code next}. Looks
   * through the bitmap: for checks and figures, not for the way of a request.
   */
  long firstFrom(long address, long next) {
    lease.requireHeld();
    if (address >= next) {
      return 0;
    }
    long lastWord = BoundaryBits.wordOf(next - Units.BYTES);
    long word = BoundaryBits.wordOf(address);
    long bits = BoundaryBits.word(memory, word) & -1L << (address >>> Units.LOG2_BYTES & 63);
    while (bits == 0) {
      if (++word > lastWord) {
        return 0;
      }
      bits = BoundaryBits.word(memory, word);
    }
    long found = BoundaryBits.addressOf(word, Long.numberOfTrailingZeros(bits));
    return found < next ? found : 0;
  }

  private static void requireAligned(long address) {
    if (!Units.isAligned(address)) {
      throw new IllegalArgumentException(
          "address %d, allowed are multiples of 8".formatted(address));
    }
  }
}
