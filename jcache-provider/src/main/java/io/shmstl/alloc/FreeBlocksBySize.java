package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.sync.WriterLease;
import java.lang.foreign.MemorySegment;

/**
 * The first map: the free blocks by size (claims 1, 4, 9 and 12).
 *
 * <p>A node for each free block of {@link Allocator#MIN_BLOCK} bytes or more, with its size; the
 * node is the start of the block, so its place is the block's address. Nodes of one {@link
 * SizeClass} form a doubly linked list, the last one entered first; two levels of bits tell which
 * lists have blocks. So a block that fits is found, entered and taken out in constant time.
 *
 * <p>Only the holder of the writer lease may touch it (claims 8 and 16); any other call ends in an
 * {@link IllegalStateException}. Damage ends in a {@link CorruptException}.
 */
final class FreeBlocksBySize {
  private final MemorySegment memory;
  private final WriterLease lease;
  private final HeapBounds bounds;

  FreeBlocksBySize(Segment segment, WriterLease lease, HeapBounds bounds) {
    this.memory = segment.memory();
    this.lease = lease;
    this.bounds = bounds;
  }

  /**
   * Enters a block whose size word is written.
   *
   * @return the block's node
   */
  long enter(long block, long bytes, long next) {
    lease.requireHeld();
    int sizeClass = SizeClass.of(bytes >>> Units.LOG2_BYTES);
    long head = AllocatorLayout.head(memory, sizeClass);
    FirstMapNodeLayout.next(memory, block, head);
    if (head != 0) {
      requireNode("class head", head, sizeClass, next);
      FirstMapNodeLayout.previous(memory, head, block);
    } else {
      int level = SizeClass.level(sizeClass);
      int subs = AllocatorLayout.subs(memory, level);
      AllocatorLayout.subs(memory, level, subs | 1 << SizeClass.sub(sizeClass));
      AllocatorLayout.levels(memory, AllocatorLayout.levels(memory) | 1 << level);
    }
    AllocatorLayout.head(memory, sizeClass, block);
    return block;
  }

  /** Takes a block out. Its words stay as they are. */
  void remove(long block, long bytes, long next) {
    lease.requireHeld();
    int sizeClass = SizeClass.of(bytes >>> Units.LOG2_BYTES);
    long after = FirstMapNodeLayout.next(memory, block);
    if (AllocatorLayout.head(memory, sizeClass) == block) {
      // Not read either: the first node's link back is not kept, which spares a cache line here.
      if (after != 0) {
        bounds.requireInside("linked free block", after, Allocator.MIN_BLOCK, next);
      }
      AllocatorLayout.head(memory, sizeClass, after);
      if (after == 0) {
        clearBit(sizeClass);
      }
      return;
    }
    long before = FirstMapNodeLayout.previous(memory, block);
    bounds.requireInside("linked free block", before, Allocator.MIN_BLOCK, next);
    if (FirstMapNodeLayout.next(memory, before) != block) {
      throw new CorruptException("first-map node", before, "another next", block);
    }
    if (after != 0) {
      bounds.requireInside("linked free block", after, Allocator.MIN_BLOCK, next);
      if (FirstMapNodeLayout.previous(memory, after) != block) {
        throw new CorruptException("first-map node", after, "another previous", block);
      }
      FirstMapNodeLayout.previous(memory, after, before);
    }
    FirstMapNodeLayout.next(memory, before, after);
  }

  /**
   * A block of at least {@code bytes} bytes, 0 if none is found: one of the first {@code tries}
   * blocks of the size's own class (the first one that is large enough), else the first block of
   * the next larger class that has any.
   */
  long fitting(long bytes, int tries, long next) {
    lease.requireHeld();
    int own = SizeClass.of(bytes >>> Units.LOG2_BYTES);
    long found = inClass(own, bytes, tries, next);
    return found != 0 ? found : inLargerClass(own, next);
  }

  /**
   * A block of at least {@code bytes} bytes among the first {@code tries} of the size's own class,
   * or 0.
   */
  long fittingInOwnClass(long bytes, int tries, long next) {
    lease.requireHeld();
    return inClass(SizeClass.of(bytes >>> Units.LOG2_BYTES), bytes, tries, next);
  }

  /** Size in bytes of a block that is in this map. */
  long bytes(long block) {
    lease.requireHeld();
    return FirstMapNodeLayout.sizeUnits(memory, block) << Units.LOG2_BYTES;
  }

  /**
   * Size in bytes of the largest of the first {@code tries} blocks of the highest class that has
   * any; 0 if the map is empty. It is the largest free block if the class has no more than {@code
   * tries}; else less than a sixteenth below it.
   */
  long largest(int tries, long next) {
    lease.requireHeld();
    int sizeClass = highestClass(memory);
    if (sizeClass < 0) {
      return 0;
    }
    long largest = 0;
    long block = AllocatorLayout.head(memory, sizeClass);
    for (int i = 0; i < tries && block != 0; i++) {
      largest = Math.max(largest, requireNode("free block", block, sizeClass, next));
      block = FirstMapNodeLayout.next(memory, block);
    }
    return largest << Units.LOG2_BYTES;
  }

  /**
   * Shows the blocks of one class in list order, at most {@code most} of them.
   *
   * @return how many blocks there were; more than {@code most} means that the list has no end
   */
  long forEachOf(int sizeClass, long most, long next, BlockVisitor visitor) {
    lease.requireHeld();
    long count = 0;
    long before = 0;
    long block = AllocatorLayout.head(memory, sizeClass);
    while (block != 0) {
      if (++count > most) {
        return count;
      }
      long units = requireNode("free block", block, sizeClass, next);
      if (before != 0 && FirstMapNodeLayout.previous(memory, block) != before) {
        throw new CorruptException("first-map node", block, "another previous", before);
      }
      if (!visitor.visit(block, units << Units.LOG2_BYTES)) {
        return count;
      }
      before = block;
      block = FirstMapNodeLayout.next(memory, block);
    }
    return count;
  }

  /** Tells if the class's bit says that it has blocks. */
  boolean hasBit(int sizeClass) {
    lease.requireHeld();
    int subs = AllocatorLayout.subs(memory, SizeClass.level(sizeClass));
    return (subs >>> SizeClass.sub(sizeClass) & 1) != 0;
  }

  /** Tells if a level's bit, 0 to 31, is set exactly if one of its classes has its bit set. */
  boolean isLevelBitRight(int level) {
    lease.requireHeld();
    boolean isSet = (AllocatorLayout.levels(memory) >>> level & 1) != 0;
    boolean isUsed = level < SizeClass.LEVELS && AllocatorLayout.subs(memory, level) != 0;
    return isSet == isUsed;
  }

  /** Forgets all blocks. */
  void clear() {
    lease.requireHeld();
    AllocatorLayout.clearClasses(memory);
  }

  /**
   * Lower bound of the largest free block's size in bytes: the smallest size of the highest class
   * that has any. Needs no lease, since it looks at the header only: a guess if a writer is at
   * work.
   */
  static long largestAtLeast(MemorySegment memory) {
    int sizeClass = highestClass(memory);
    return sizeClass < 0 ? 0 : SizeClass.smallestUnits(sizeClass) << Units.LOG2_BYTES;
  }

  private long inClass(int sizeClass, long bytes, int tries, long next) {
    long wanted = bytes >>> Units.LOG2_BYTES;
    long block = AllocatorLayout.head(memory, sizeClass);
    for (int i = 0; i < tries && block != 0; i++) {
      if (requireNode("free block", block, sizeClass, next) >= wanted) {
        return block;
      }
      block = FirstMapNodeLayout.next(memory, block);
    }
    return 0;
  }

  private long inLargerClass(int own, long next) {
    int level = SizeClass.level(own);
    int subs = AllocatorLayout.subs(memory, level) & -2 << SizeClass.sub(own);
    if (subs == 0) {
      int levels = AllocatorLayout.levels(memory) & -2 << level;
      if (levels == 0) {
        return 0;
      }
      level = Integer.numberOfTrailingZeros(levels);
      subs = level < SizeClass.LEVELS ? AllocatorLayout.subs(memory, level) : 0;
      if (subs == 0) {
        throw new CorruptException("level bits", SegmentLayout.ALLOCATOR, levels, "a level in use");
      }
    }
    int sizeClass = level << SizeClass.SUBS_LOG2 | Integer.numberOfTrailingZeros(subs);
    long block = AllocatorLayout.head(memory, sizeClass);
    requireNode("class head", block, sizeClass, next);
    return block;
  }

  private void clearBit(int sizeClass) {
    int level = SizeClass.level(sizeClass);
    int subs = AllocatorLayout.subs(memory, level) & ~(1 << SizeClass.sub(sizeClass));
    AllocatorLayout.subs(memory, level, subs);
    if (subs == 0) {
      AllocatorLayout.levels(memory, AllocatorLayout.levels(memory) & ~(1 << level));
    }
  }

  /** Checks that a block of the class can be at an address, before and after its size is read. */
  private long requireNode(String what, long block, int sizeClass, long next) {
    bounds.requireInside(what, block, Allocator.MIN_BLOCK, next);
    long units = FirstMapNodeLayout.sizeUnits(memory, block);
    if (units <= 0
        || units > (next - block) >>> Units.LOG2_BYTES
        || SizeClass.of(units) != sizeClass) {
      throw new CorruptException(what, block, units + " units", "a block of class " + sizeClass);
    }
    return units;
  }

  private static int highestClass(MemorySegment memory) {
    int levels = AllocatorLayout.levelsOpaque(memory);
    if (levels == 0) {
      return -1;
    }
    int level = Math.min(31 - Integer.numberOfLeadingZeros(levels), SizeClass.LEVELS - 1);
    int subs = AllocatorLayout.subsOpaque(memory, level);
    // A writer may be between the two bits: then the level's lowest class is the best guess.
    return level << SizeClass.SUBS_LOG2 | (subs == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(subs));
  }
}
