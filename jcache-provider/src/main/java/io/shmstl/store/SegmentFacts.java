package io.shmstl.store;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorFigures;
import io.shmstl.map.MapFigures;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.sync.Waits;
import java.util.ArrayList;
import java.util.List;

/** What a segment tells of itself to people and to SQL. */
final class SegmentFacts {
  /** Most free blocks that are copied, so that writers do not wait for long. */
  static final int MOST_FREE_BLOCKS = 1 << 20;

  private SegmentFacts() {}

  static SegmentFigures figures(
      String name, Allocator allocator, Waits leaseWaits, Waits keyLockWaits, MapFigures map) {
    AllocatorFigures heap = allocator.figures();
    return new SegmentFigures(
        name,
        heap.totalBytes(),
        heap.reservedBytes(),
        heap.usedBytes(),
        heap.freeBytes(),
        heap.largestFreeBytes(),
        heap.freeBlocks(),
        heap.fragmentation(),
        leaseWaits,
        keyLockWaits,
        map);
  }

  /** Copies the free blocks out of the second map, under the lease. */
  static List<FreeBlock> freeBlocks(Allocator allocator, WriteAccess writes) {
    List<FreeBlock> blocks = new ArrayList<>();
    writes.run(() ->
        allocator.forEachFreeBlock((address, bytes) -> {
          blocks.add(new FreeBlock(address, bytes));
          return blocks.size() < MOST_FREE_BLOCKS;
        }));
    return blocks;
  }
}
