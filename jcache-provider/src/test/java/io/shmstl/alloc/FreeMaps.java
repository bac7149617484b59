package io.shmstl.alloc;

import java.util.SortedMap;
import java.util.TreeMap;

/** The contents of both free maps as sorted maps of address to bytes. */
final class FreeMaps {
  private FreeMaps() {}

  /** What the first map has. */
  static SortedMap<Long, Long> bySize(Allocator allocator) {
    TreeMap<Long, Long> blocks = new TreeMap<>();
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      allocator
          .bySize()
          .forEachOf(
              sizeClass,
              1_000_000,
              allocator.nextAddress(),
              (address, bytes) -> blocks.put(address, bytes) == null);
    }
    return blocks;
  }

  /** What the second map has. */
  static SortedMap<Long, Long> byAddress(Allocator allocator) {
    TreeMap<Long, Long> blocks = new TreeMap<>();
    long next = allocator.nextAddress();
    long block = allocator.byAddress().firstFrom(0, next);
    while (block != 0) {
      long bytes = allocator.byAddress().startingAt(block, next);
      blocks.put(block, bytes);
      block = allocator.byAddress().firstFrom(block + bytes, next);
    }
    return blocks;
  }
}
