package io.shmstl.alloc;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * The invariants of the allocator as code: every byte of the heap in exactly one block, both maps a
 * bijection, counters right.
 *
 * <p>Needs the writer lease for as long as it runs, and heap memory of 8 bytes for each block. It
 * changes nothing and, whatever the bytes say, ends: each walk is bounded by what the heap can
 * hold.
 */
public final class AllocatorCheck {
  /** Problems that are described; further ones are only counted. */
  private static final int MAX_DESCRIBED = 50;

  private final Segment segment;
  private final Allocator allocator;
  private final List<String> problems = new ArrayList<>();
  private long problemCount;

  private AllocatorCheck(Segment segment, Allocator allocator) {
    this.segment = segment;
    this.allocator = allocator;
  }

  /**
   * What a check has found.
   *
   * @param problems the first 50 of what is wrong, empty if nothing is
   * @param problemCount how much is wrong
   * @param liveBlocks blocks the walk has shown
   * @param liveBytes their bytes
   * @param freeBlocks blocks of the second map
   * @param freeBytes their bytes
   */
  public record Result(
      List<String> problems,
      long problemCount,
      long liveBlocks,
      long liveBytes,
      long freeBlocks,
      long freeBytes) {
    public Result {
      problems = List.copyOf(problems);
    }

    public boolean isSound() {
      return problemCount == 0;
    }
  }

  /**
   * Checks the allocator of a segment.
   *
   * @param live walk over every live block of the segment, whoever owns it
   */
  public static Result check(Segment segment, Allocator allocator, BlockWalk live) {
    return new AllocatorCheck(segment, allocator).check(live);
  }

  private Result check(BlockWalk walk) {
    BlockList live = new BlockList();
    BlockList free = new BlockList();
    try {
      long next = allocator.nextAddress();
      walk.forEachBlock((address, bytes) -> addLive(live, address, bytes, next));
      long inFirstMap = collectFree(free, next);
      checkFirstMap(inFirstMap, next);
      checkTiling(live, free, next);
      checkCounters(live, free);
    } catch (CorruptException e) {
      problem(String.valueOf(e.getMessage()));
    }
    return new Result(problems, problemCount, live.size(), live.bytes(), free.size(), free.bytes());
  }

  private boolean addLive(BlockList live, long address, long bytes, long next) {
    if (address < segment.heapStart() || bytes <= 0 || address > next || bytes > next - address) {
      problem(
          "live block of %d bytes at %d is outside the heap, which ends at %d"
              .formatted(bytes, address, next));
      return false;
    }
    live.add(address, Allocator.blockBytes(bytes));
    return true;
  }

  /**
   * The second map in order of address: each block's node, bits and neighbours.
   *
   * @return how many of them belong in the first map
   */
  private long collectFree(BlockList free, long next) {
    FreeBlocksByAddress byAddress = allocator.byAddress();
    long end = segment.heapStart();
    long inFirstMap = 0;
    long block;
    while ((block = byAddress.firstFrom(end, next)) != 0) {
      if (block == end && free.size() > 0) {
        problem("free blocks touch at %d".formatted(block));
      }
      long bytes = byAddress.startingAt(block, next);
      long inner = byAddress.firstFrom(block + Units.BYTES, next);
      long last = block + bytes - Units.BYTES;
      if (bytes > Units.BYTES && inner != last) {
        problem("boundary bit at %d inside the free block at %d".formatted(inner, block));
      }
      long node = byAddress.firstMapNode(block, bytes);
      if (node != (bytes < Allocator.MIN_BLOCK ? 0 : block)) {
        problem("second-map node of the free block at %d points to %d".formatted(block, node));
      }
      free.add(block, bytes);
      inFirstMap += bytes < Allocator.MIN_BLOCK ? 0 : 1;
      end = block + bytes;
    }
    if (end == next && free.size() > 0) {
      problem("a free block ends at the next allocation address %d".formatted(next));
    }
    return inFirstMap;
  }

  /**
   * Every block of the first map is one of the second, of the same size; and there are as many as
   * expected.
   */
  private void checkFirstMap(long expected, long next) {
    FreeBlocksBySize bySize = allocator.bySize();
    long found = 0;
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      long count =
          bySize.forEachOf(
              sizeClass,
              expected - found,
              next,
              (block, bytes) -> {
                long byAddress = allocator.byAddress().startingAt(block, next);
                if (byAddress != bytes) {
                  problem(
                      "first map has %d bytes at %d, second map %d"
                          .formatted(bytes, block, byAddress));
                }
                return true;
              });
      if (bySize.hasBit(sizeClass) != count > 0) {
        problem("bit of size class %d is wrong, which has %d blocks".formatted(sizeClass, count));
      }
      found += count;
      if (found > expected) {
        problem(
            "first map has more blocks than the %d of the second map, or a cycle"
                .formatted(expected));
        return;
      }
    }
    for (int level = 0; level < Integer.SIZE; level++) {
      if (!bySize.isLevelBitRight(level)) {
        problem("bit of level %d is wrong".formatted(level));
      }
    }
    if (found != expected) {
      problem("first map has %d blocks, second map %d".formatted(found, expected));
    }
  }

  /** Live and free blocks together, in order of address, have neither gap nor overlap. */
  private void checkTiling(BlockList live, BlockList free, long next) {
    live.sortByAddress();
    long end = segment.heapStart();
    int l = 0;
    int f = 0;
    while (l < live.size() || f < free.size()) {
      boolean isLive = f == free.size() || (l < live.size() && live.address(l) < free.address(f));
      String kind = isLive ? "live" : "free";
      long address = isLive ? live.address(l) : free.address(f);
      long bytes = isLive ? live.length(l++) : free.length(f++);
      if (address > end) {
        problem("%d bytes from %d on are in no block".formatted(address - end, end));
      } else if (address < end) {
        problem(
            "%s block at %d begins before its neighbour ends at %d".formatted(kind, address, end));
      }
      end = Math.max(end, address + bytes);
    }
    if (end != next) {
      problem("blocks end at %d, next allocation address is %d".formatted(end, next));
    }
  }

  private void checkCounters(BlockList live, BlockList free) {
    AllocatorFigures figures = allocator.figures();
    same("used bytes", figures.usedBytes(), live.bytes());
    same("free bytes", figures.freeBytes(), free.bytes());
    same("free blocks", figures.freeBlocks(), free.size());
  }

  private void same(String what, long counted, long found) {
    if (counted != found) {
      problem("%s: counter says %d, there are %d".formatted(what, counted, found));
    }
  }

  private void problem(String description) {
    if (problemCount++ < MAX_DESCRIBED) {
      problems.add(description);
    }
  }
}
