package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AllocatorFiguresTest {
  /** Claims 6, 7, 14 and 15: the total size, and how it is used. */
  @Test
  void figuresSayWhereEveryByteOfTheSegmentIs() {
    try (TestHeap heap = TestHeap.createAndAcquire(1L << 20)) {
      Allocator allocator = heap.allocator();
      long[] blocks = new long[5];
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] = allocator.allocate(1000);
      }
      allocator.free(blocks[1], 1000);
      allocator.free(blocks[3], 1000);
      allocator.allocate(600);
      AllocatorFigures figures = allocator.exactFigures();
      assertThat(figures.totalBytes()).isEqualTo(1L << 20);
      assertThat(figures.reservedBytes()).isEqualTo(heap.segment().reservedEnd());
      assertThat(figures.heapStart()).isEqualTo(heap.segment().heapStart());
      assertThat(figures.usedBytes()).isEqualTo(3600);
      assertThat(figures.freeBytes()).isEqualTo(1400);
      assertThat(figures.freeBlocks()).isEqualTo(2);
      assertThat(figures.largestFreeBytes()).isEqualTo(1000);
      assertThat(figures.nextAddress()).isEqualTo(blocks[4] + 1000);
      assertThat(figures.untouchedBytes()).isEqualTo((1L << 20) - figures.nextAddress());
      assertThat(figures.availableBytes()).isEqualTo(1400 + figures.untouchedBytes());
      assertThat(figures.fragmentation()).isEqualTo(1 - 1000.0 / 1400, within(1e-9));
      assertThat(figures.heapStart() + figures.usedBytes() + figures.freeBytes())
          .isEqualTo(figures.nextAddress());
    }
  }

  @Test
  void figuresOfAnEmptyHeapAreZero() {
    try (TestHeap heap = TestHeap.create(1L << 20)) {
      AllocatorFigures figures = heap.allocator().figures();
      assertThat(figures.usedBytes()).isZero();
      assertThat(figures.largestFreeBytes()).isZero();
      assertThat(figures.fragmentation()).isZero();
      assertThat(heap.allocator().nextAddressRacy()).isEqualTo(heap.segment().heapStart());
    }
  }

  @Test
  void figuresCanBeReadWithoutTheLeaseWhileAWriterIsAtWork() {
    try (TestHeap heap = TestHeap.createAndAcquire(1L << 20)) {
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50_000; i++) {
              AllocatorFigures figures = heap.allocator().figures();
              assertThat(figures.usedBytes()).isBetween(0L, 1L << 20);
              assertThat(figures.largestFreeBytes()).isBetween(0L, 1L << 20);
              assertThat(figures.fragmentation()).isBetween(0.0, 1.0);
            }
          });
      long[] blocks = new long[64];
      for (int i = 0; !reader.isDone(); i++) {
        int slot = i * 31 % 64 & 63;
        if (blocks[slot] != 0) {
          heap.allocator().free(blocks[slot], 100 + 10L * slot);
        }
        blocks[slot] = heap.allocator().allocate(100 + 10L * slot);
      }
      reader.join();
    }
  }

  @Test
  void largestFreeBlockIsAtMostASixteenthLargerThanItsGuess() {
    try (TestHeap heap = TestHeap.createAndAcquire(8L << 20)) {
      Allocator allocator = heap.allocator();
      for (long bytes = 24; bytes < 1L << 20; bytes = bytes * 5 / 4 + 8) {
        long size = Allocator.blockBytes(bytes);
        long block = allocator.allocateAtNext(size);
        long guard = allocator.allocateAtNext(24);
        allocator.free(block, size);
        assertThat(allocator.exactFigures().largestFreeBytes()).isEqualTo(size);
        assertThat(allocator.figures().largestFreeBytes()).isBetween(size - size / 16, size);
        allocator.free(guard, 24);
        assertThat(allocator.figures().largestFreeBytes()).isZero();
      }
    }
  }
}
