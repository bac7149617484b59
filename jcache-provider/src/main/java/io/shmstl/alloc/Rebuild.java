package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.sync.WriterLease;
import java.lang.foreign.MemorySegment;

/**
 * Both free maps made anew from the live blocks, without heap memory that grows with the data.
 *
 * <p>First every live block marks its first and last unit in the boundary bitmap. Then two passes
 * over the bitmap: one finds out if blocks overlap, one turns the gaps between the marks into free
 * blocks and lowers the next allocation address to the end of the last live block.
 *
 * <p><b>Overlap.</b> No unit is marked twice, so blocks that are disjoint have marks that
 * alternate: first, last, first, last. The sum of the distances between the two marks of each such
 * pair is then the sum over the blocks as they were given. If two blocks overlap or one lies in
 * another, the pairs miss the doubly covered part, and their sum is smaller. So the two sums are
 * equal exactly if no blocks overlap; no length has to be asked for again.
 *
 * <p>Needs the writer lease throughout. A writer killed on the way leaves nothing that matters:
 * {@link Allocator#rebuild} begins from scratch. Readers are not disturbed: only bitmap, class
 * heads and bytes of blocks that nothing reaches are written, and each counter once.
 */
public final class Rebuild {
  private final Allocator allocator;
  private final Segment segment;
  private final MemorySegment memory;
  private final WriterLease lease;
  private final long heapStart;
  private final long end;

  private long liveBlocks;
  private long liveBytes;
  private boolean isFinished;

  Rebuild(Allocator allocator, Segment segment, WriterLease lease, FreeBlocksBySize bySize) {
    this.allocator = allocator;
    this.segment = segment;
    this.memory = segment.memory();
    this.lease = lease;
    this.heapStart = segment.heapStart();
    this.end = segment.reservedEnd() & -BoundaryBits.BYTES_PER_WORD;
    bySize.clear();
    BoundaryBits.clearAll(memory, 0, end);
  }

  /**
   * Says that a block is live. Takes any numbers: nothing is touched outside the heap.
   *
   * @param bytes the length given when the block was taken
   * @return false if the block is outside the heap, or begins or ends in a unit in which another
   *     live block begins or ends; it is then not marked, and what led to it should be dropped
   */
  public boolean markLive(long address, long bytes) {
    requireOpen();
    if (address < heapStart || address >= end || bytes <= 0 || bytes > end - address) {
      return false;
    }
    long last = address + Allocator.blockBytes(bytes) - Units.BYTES;
    if (!Units.isAligned(address)
        || last >= end
        || BoundaryBits.isSet(memory, address)
        || BoundaryBits.isSet(memory, last)) {
      return false;
    }
    BoundaryBits.set(memory, address, last);
    liveBlocks++;
    liveBytes += last + Units.BYTES - address;
    return true;
  }

  /**
   * Makes the maps. The allocator can be used again when this returns.
   *
   * @return the figures of the rebuilt segment
   * @throws CorruptException if live blocks overlap; nothing is known then about which of them is
   *     right, the allocator stays unusable and the segment's contents are void
   */
  public AllocatorFigures finish() {
    requireOpen();
    requireDisjoint();
    isFinished = true;
    sweep();
    return allocator.exactFigures();
  }

  private void requireDisjoint() {
    long covered = 0;
    long open = 0;
    for (long word = BoundaryBits.wordOf(heapStart); word < BoundaryBits.wordOf(end); word++) {
      long bits = BoundaryBits.word(memory, word);
      while (bits != 0) {
        long mark = BoundaryBits.addressOf(word, Long.numberOfTrailingZeros(bits));
        bits &= bits - 1;
        if (open == 0) {
          open = mark;
        } else {
          covered += mark + Units.BYTES - open;
          open = 0;
        }
      }
    }
    if (covered != liveBytes || open != 0) {
      throw new CorruptException(
          "heap of " + segment.file(), heapStart, liveBlocks + " live blocks that overlap", "none");
    }
  }

  private void sweep() {
    long lastWord = BoundaryBits.wordOf(end);
    long freeBytes = 0;
    long freeBlocks = 0;
    long gap = heapStart;
    boolean isInside = false;
    for (long word = BoundaryBits.wordOf(heapStart); word < lastWord; word++) {
      long bits = BoundaryBits.word(memory, word);
      if (bits == 0) {
        continue;
      }
      // The marks of this word are in hand; free blocks set their bits in this word or earlier
      // ones.
      BoundaryBits.word(memory, word, 0);
      while (bits != 0) {
        long mark = BoundaryBits.addressOf(word, Long.numberOfTrailingZeros(bits));
        bits &= bits - 1;
        if (isInside) {
          gap = mark + Units.BYTES;
        } else if (mark > gap) {
          allocator.enter(gap, mark - gap, end);
          freeBytes += mark - gap;
          freeBlocks++;
        }
        isInside = !isInside;
      }
    }
    allocator.endRebuild(gap, gap - heapStart - freeBytes, freeBlocks);
  }

  private void requireOpen() {
    lease.requireHeld();
    if (isFinished) {
      throw new IllegalStateException("this rebuild is finished");
    }
  }
}
