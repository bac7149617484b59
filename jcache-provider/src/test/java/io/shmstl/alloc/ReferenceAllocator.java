package io.shmstl.alloc;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The allocator as one would write it without a thought for speed: sorted maps of live and of free
 * blocks. The model the real one is compared with. It does not say which free block a request
 * takes, only which may be taken.
 */
final class ReferenceAllocator {
  private final long heapStart;
  private final long capacity;
  private final TreeMap<Long, Long> live = new TreeMap<>();
  private final TreeMap<Long, Long> free = new TreeMap<>();
  private long next;

  ReferenceAllocator(long heapStart, long capacity) {
    this.heapStart = heapStart;
    this.capacity = capacity;
    this.next = heapStart;
  }

  SortedMap<Long, Long> live() {
    return live;
  }

  SortedMap<Long, Long> free() {
    return free;
  }

  long next() {
    return next;
  }

  long freeBytes() {
    return free.values().stream().mapToLong(Long::longValue).sum();
  }

  long largestFree() {
    return free.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Enters what the real allocator did; complains if that was not allowed. */
  void allocated(long address, long asked) {
    long size = rounded(asked);
    if (address == 0) {
      // A request may be refused only if there is no room at the next allocation address, and no
      // free block of a
      // size class above its own.
      require(next + size > capacity, "refused %d with room behind %d".formatted(size, next));
      require(
          largestFree() < size + size / 16 + 8,
          "refused %d with a free block of %d".formatted(size, largestFree()));
      return;
    }
    if (address == next) {
      require(next + size <= capacity, "beyond the capacity");
      next += size;
    } else {
      Long found = free.remove(address);
      if (found == null) {
        throw new AssertionError("no free block starts at " + address);
      }
      require(found >= size, "free block of %d for %d".formatted(found, size));
      if (found > size) {
        free.put(address + size, found - size);
      }
    }
    live.put(address, size);
  }

  void freed(long address) {
    long start = address;
    Long size = live.remove(address);
    if (size == null) {
      throw new AssertionError("no live block at " + address);
    }
    long end = address + size;
    Map.Entry<Long, Long> left = free.lowerEntry(address);
    if (left != null && left.getKey() + left.getValue() == address) {
      start = left.getKey();
      free.remove(start);
    }
    Long right = free.remove(end);
    if (right != null) {
      end += right;
    }
    if (end == next) {
      next = start;
    } else {
      free.put(start, end - start);
    }
  }

  /** What a rebuild from the live blocks has to give. */
  void rebuilt() {
    free.clear();
    long end = heapStart;
    for (Map.Entry<Long, Long> block : live.entrySet()) {
      if (block.getKey() > end) {
        free.put(end, block.getKey() - end);
      }
      end = block.getKey() + block.getValue();
    }
    next = end;
  }

  private static long rounded(long bytes) {
    return Math.max(24, (bytes + 7) / 8 * 8);
  }

  private static void require(boolean isTrue, String otherwise) {
    if (!isTrue) {
      throw new AssertionError(otherwise);
    }
  }
}
