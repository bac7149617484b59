package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.sync.WriterLease;
import java.lang.foreign.MemorySegment;

/**
 * The allocator of one segment: hands out blocks of its heap and takes them back.
 *
 * <p>A request is met by a free block of exactly its size or a larger one whose remainder goes back
 * (claims 4, 12), or at the next allocation address (claims 5, 13). A deleted block is joined with
 * its free neighbours and then entered (claims 1, 3, 9, 11); one that reaches the next allocation
 * address lowers it instead.
 *
 * <p>Every call but {@link #figures} and {@link #nextAddressRacy} needs the writer lease: without
 * it an {@link IllegalStateException} is thrown and nothing is touched. One object serves one
 * thread at a time, which the lease sees to. {@link CorruptException} means that the maps do not
 * hold together, perhaps half changed by the call: the lease must be released dirty, so that the
 * next writer rebuilds them.
 *
 * <p>Lengths given to {@link #free} and {@link Rebuild#markLive} are those given to {@link
 * #allocate}: all are rounded up by {@link #blockBytes}.
 */
public final class Allocator {
  /**
   * Bytes of the smallest block that is handed out; also of the smallest free block the first map
   * can hold.
   */
  public static final long MIN_BLOCK = 24;

  /** Blocks of the request's own size class that are looked at before a larger class is taken. */
  private static final int FIRST_TRIES = 4;

  /** Blocks of the request's own size class that are looked at when there is nothing else. */
  private static final int LAST_TRIES = 64;

  /** Blocks of the highest class that {@link #exactFigures} looks at. */
  private static final int LARGEST_TRIES = 1024;

  private final Segment segment;
  private final MemorySegment memory;
  private final WriterLease lease;
  private final HeapBounds bounds;
  private final FreeBlocksBySize bySize;
  private final FreeBlocksByAddress byAddress;

  /** An allocator over a segment that {@link #format} has prepared. */
  public Allocator(Segment segment, WriterLease lease) {
    this.segment = segment;
    this.memory = segment.memory();
    this.lease = lease;
    this.bounds = new HeapBounds(segment);
    this.bySize = new FreeBlocksBySize(segment, lease, bounds);
    this.byAddress = new FreeBlocksByAddress(segment, lease, bounds);
  }

  /** Writes the header of a fresh, zeroed segment that nobody else can see yet. */
  public static void format(Segment segment) {
    AllocatorLayout.nextAddress(segment.memory(), segment.heapStart());
  }

  /**
   * Bytes of the block that a request for {@code bytes} bytes gets: rounded up to a multiple of 8,
   * at least {@link #MIN_BLOCK}.
   *
   * @throws IllegalArgumentException if {@code bytes} is not positive, or beyond every segment
   */
  public static long blockBytes(long bytes) {
    if (bytes <= 0 || bytes > SizeClass.MAX_UNITS << Units.LOG2_BYTES) {
      throw new IllegalArgumentException(
          "block of %d bytes, allowed are 1 to %d"
              .formatted(bytes, SizeClass.MAX_UNITS << Units.LOG2_BYTES));
    }
    return Math.max(MIN_BLOCK, Units.roundUp(bytes));
  }

  /**
   * Takes a block, whose first word is then 0 and whose other bytes are anything.
   *
   * @return the block's address, a multiple of 8, or 0 if neither a free block nor the space behind
   *     the next allocation address is large enough
   */
  public long allocate(long bytes) {
    long size = blockBytes(bytes);
    long next = begin();
    long block = bySize.fitting(size, FIRST_TRIES, next);
    if (block != 0) {
      return take(block, size, next);
    }
    block = takeAtNext(size, next);
    if (block != 0) {
      return block;
    }
    block = bySize.fittingInOwnClass(size, LAST_TRIES, next);
    return block == 0 ? 0 : take(block, size, next);
  }

  /**
   * Takes a block at the next allocation address, which grows by {@link #blockBytes} of the length;
   * as {@link #allocate} otherwise.
   *
   * @return the former next allocation address, or 0 if the space behind it does not suffice
   */
  public long allocateAtNext(long bytes) {
    long size = blockBytes(bytes);
    return takeAtNext(size, begin());
  }

  /**
   * Gives a block back.
   *
   * <p>Whatever a reader may still take for valid in the block's first word has been made invalid
   * before, and a store-store fence stands between that and this call: from here on any byte of the
   * block may change.
   *
   * @param bytes the length given when it was taken
   * @throws CorruptException if that cannot be a live block: out of bounds, or free already
   */
  public void free(long address, long bytes) {
    long size = blockBytes(bytes);
    long next = begin();
    bounds.requireInside("freed block", address, size, next);
    if (byAddress.seemsToOverlap(address, address + size)
        || FirstMapNodeLayout.sizeUnits(memory, address) == FirstMapNodeLayout.FREED) {
      throw new CorruptException("freed block", address, "a free block", "a live one");
    }
    long start = address;
    long end = address + size;
    int absorbed = 0;
    long left = byAddress.endingAt(address, next);
    if (left != 0) {
      takeOut(left, address - left, next);
      FirstMapNodeLayout.sizeUnits(memory, address, FirstMapNodeLayout.FREED);
      start = left;
      absorbed++;
    }
    long rightBytes = byAddress.startingAt(end, next);
    if (rightBytes != 0) {
      takeOut(end, rightBytes, next);
      FirstMapNodeLayout.sizeUnits(memory, end, FirstMapNodeLayout.FREED);
      end += rightBytes;
      absorbed++;
    }
    if (end == next) {
      FirstMapNodeLayout.sizeUnits(memory, start, FirstMapNodeLayout.FREED);
      AllocatorLayout.nextAddress(memory, start);
      count(-size, -absorbed);
    } else {
      enter(start, end - start, next);
      count(-size, 1 - absorbed);
    }
  }

  /** Size in bytes of the free block that starts at an address, 0 if none does. */
  public long freeBlockAt(long address) {
    long next = begin();
    return byAddress.startOf(address, next) == address ? byAddress.startingAt(address, next) : 0;
  }

  /**
   * Address of the free block that an address lies in, such as that of a block just given back,
   * which may have been joined with the one before it; 0 if it lies in none, or in one that starts
   * more than 512 KiB before.
   */
  public long freeBlockAround(long address) {
    return byAddress.startOf(address, begin());
  }

  /**
   * Shows every free block, in order of address.
   *
   * @throws CorruptException if the second map does not hold together
   */
  public void forEachFreeBlock(BlockVisitor visitor) {
    long next = begin();
    long from = segment.heapStart();
    for (long block = byAddress.firstFrom(from, next);
        block != 0;
        block = byAddress.firstFrom(from, next)) {
      long bytes = byAddress.startingAt(block, next);
      if (!visitor.visit(block, bytes)) {
        return;
      }
      from = block + bytes;
    }
  }

  /** The next allocation address. */
  public long nextAddress() {
    return begin();
  }

  /** The next allocation address as it was a moment ago, unchecked; needs no lease. */
  public long nextAddressRacy() {
    return AllocatorLayout.nextAddressOpaque(memory);
  }

  /**
   * The word of the bitmap that a block's first bit lies in, to have it near before the block is
   * given back; needs no lease and means nothing without it.
   *
   * @param address below the reserved end of the segment
   */
  public static long bitsOpaque(MemorySegment memory, long address) {
    return BoundaryBits.wordOpaque(memory, BoundaryBits.wordOf(address));
  }

  /** Throws an {@link IllegalStateException} unless the calling thread holds the writer lease. */
  public void requireHeld() {
    lease.requireHeld();
  }

  /**
   * The figures from the header's words, without the lease: while a writer is at work they may be
   * of different moments. As the largest free block the lower bound of its size class is given: at
   * most a sixteenth too little.
   */
  public AllocatorFigures figures() {
    return figures(FreeBlocksBySize.largestAtLeast(memory));
  }

  /**
   * What to throw when a request cannot be met; what it calls available counts no byte that the
   * file system could not back at this moment.
   */
  public FullException full(String what, long bytes) {
    AllocatorFigures now = figures();
    long backed = Math.max(0, now.reservedBytes() - now.nextAddress());
    long touchable = Math.min(now.untouchedBytes(), backed + segment.fileSystemBytesLeft());
    return new FullException(what, bytes, now.freeBytes() + touchable);
  }

  /**
   * The figures at one moment. The largest free block is exact if its size class has no more than
   * 1024 blocks; else at most a sixteenth too little.
   */
  public AllocatorFigures exactFigures() {
    return figures(bySize.largest(LARGEST_TRIES, begin()));
  }

  /**
   * Begins to make both maps anew: all they knew is forgotten, and until {@link Rebuild#finish}
   * returns nothing can be taken or given back. May be begun again at any time, from scratch.
   */
  public Rebuild rebuild() {
    lease.requireHeld();
    AllocatorLayout.isRebuilding(memory, true);
    return new Rebuild(this, segment, lease, bySize);
  }

  /** Ends a rebuild: the counters, computed aside, are stored once each. */
  void endRebuild(long nextAddress, long usedBytes, long freeBlocks) {
    lease.requireHeld();
    AllocatorLayout.nextAddress(memory, nextAddress);
    AllocatorLayout.usedBytes(memory, usedBytes);
    AllocatorLayout.freeBlocks(memory, freeBlocks);
    AllocatorLayout.isRebuilding(memory, false);
  }

  FreeBlocksBySize bySize() {
    return bySize;
  }

  FreeBlocksByAddress byAddress() {
    return byAddress;
  }

  /** Enters a block into both maps; it touches no other free block. */
  void enter(long block, long bytes, long next) {
    long node = bytes < MIN_BLOCK ? 0 : bySize.enter(block, bytes, next);
    byAddress.enter(block, bytes, node);
  }

  /** Takes a block out of both maps. */
  private void takeOut(long block, long bytes, long next) {
    byAddress.remove(block, bytes);
    if (bytes >= MIN_BLOCK) {
      bySize.remove(block, bytes, next);
    }
  }

  private long take(long block, long size, long next) {
    long found = bySize.bytes(block);
    takeOut(block, found, next);
    long remainder = found - size;
    if (remainder > 0) {
      enter(block + size, remainder, next);
    }
    FirstMapNodeLayout.sizeUnits(memory, block, 0);
    count(size, remainder > 0 ? 0 : -1);
    return block;
  }

  private long takeAtNext(long size, long next) {
    long end = next + size;
    if (end > segment.capacityBytes() || (!bounds.isReserved(end) && !segment.reserve(end))) {
      return 0;
    }
    AllocatorLayout.nextAddress(memory, end);
    FirstMapNodeLayout.sizeUnits(memory, next, 0);
    count(size, 0);
    return next;
  }

  private long begin() {
    lease.requireHeld();
    if (AllocatorLayout.isRebuilding(memory)) {
      throw new CorruptException(
          "free maps", SegmentLayout.ALLOCATOR, "a rebuild that has not ended", "whole maps");
    }
    return bounds.nextAddress();
  }

  private void count(long used, int blocks) {
    AllocatorLayout.usedBytes(memory, AllocatorLayout.usedBytes(memory) + used);
    if (blocks != 0) {
      AllocatorLayout.freeBlocks(memory, AllocatorLayout.freeBlocks(memory) + blocks);
    }
  }

  private AllocatorFigures figures(long largestFreeBytes) {
    long next = AllocatorLayout.nextAddressOpaque(memory);
    long used = AllocatorLayout.usedBytesOpaque(memory);
    return new AllocatorFigures(
        segment.capacityBytes(),
        segment.reservedEnd(),
        segment.heapStart(),
        next,
        used,
        Math.max(0, next - segment.heapStart() - used),
        AllocatorLayout.freeBlocksOpaque(memory),
        largestFreeBytes);
  }
}
