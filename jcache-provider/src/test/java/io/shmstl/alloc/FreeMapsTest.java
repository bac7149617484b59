package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What holds between the first and the second map, and who may touch them. */
class FreeMapsTest {
  private static final long CAPACITY = 4L << 20;

  /**
   * Claims 2 and 10: the second map's nodes have the addresses of the free blocks and pointers to
   * their nodes in the first map. Read from the bytes, not through the maps.
   */
  @Test
  void nodesOfTheSecondMapAndOfTheFirstMapAreABijection() {
    try (TestHeap heap = TestHeap.createAndAcquire(CAPACITY)) {
      scatter(heap.allocator(), new Random(7), 5000);
      MemorySegment memory = heap.segment().memory();
      Map<Long, Long> firstMap = nodesOfTheFirstMap(memory);
      Map<Long, Long> pointers = new HashMap<>();
      int slivers = 0;
      for (long[] block : blocksOfTheSecondMap(heap.segment())) {
        long address = block[0];
        long bytes = block[1];
        long node = address + bytes - SecondMapNodeLayout.SIZE;
        if (bytes < Allocator.MIN_BLOCK) {
          slivers++;
          continue;
        }
        assertThat(SecondMapNodeLayout.blockAddress(memory, node)).isEqualTo(address);
        long pointer = SecondMapNodeLayout.firstMapNode(memory, node);
        assertThat(firstMap).containsEntry(pointer, bytes);
        assertThat(pointers.put(pointer, address)).isNull();
      }
      assertThat(pointers.keySet()).isEqualTo(firstMap.keySet());
      assertThat(firstMap).hasSizeGreaterThan(100);
      assertThat(slivers).isGreaterThan(10);
    }
  }

  /** Claims 8 and 16: only the writer can touch the first map, and here the second one too. */
  @Test
  void touchingEitherMapWithoutTheLeaseFails() {
    try (TestHeap heap = TestHeap.create(CAPACITY)) {
      long next = heap.segment().heapStart();
      FreeBlocksBySize bySize = heap.allocator().bySize();
      FreeBlocksByAddress byAddress = heap.allocator().byAddress();
      List<ThrowingCallable> touches =
          List.of(
              () -> bySize.enter(next, 24, next),
              () -> bySize.remove(next, 24, next),
              () -> bySize.fitting(24, 1, next),
              () -> bySize.fittingInOwnClass(24, 1, next),
              () -> bySize.bytes(next),
              () -> bySize.largest(1, next),
              () -> bySize.forEachOf(3, 1, next, (address, bytes) -> true),
              () -> bySize.hasBit(3),
              () -> bySize.isLevelBitRight(0),
              () -> bySize.clear(),
              () -> byAddress.enter(next, 24, next),
              () -> byAddress.remove(next, 24),
              () -> byAddress.startingAt(next, next + 24),
              () -> byAddress.startOf(next, next + 24),
              () -> byAddress.endingAt(next + 24, next + 24),
              () -> byAddress.firstMapNode(next, 24),
              () -> byAddress.seemsToOverlap(next, next + 24),
              () -> byAddress.firstFrom(next, next + 24));
      touches.forEach(touch -> assertThatIllegalStateException().isThrownBy(touch));

      heap.acquire();
      heap.lease().release();
      touches.forEach(touch -> assertThatIllegalStateException().isThrownBy(touch));
      assertThat(heap.allocator().figures().freeBlocks()).isZero();
    }
  }

  @Test
  void everyCallOfTheAllocatorThatTouchesAMapNeedsTheLease() {
    try (TestHeap heap = TestHeap.create(CAPACITY)) {
      Allocator allocator = heap.allocator();
      long start = heap.segment().heapStart();
      heap.acquire();
      allocator.allocate(100);
      Rebuild rebuild = allocator.rebuild();
      rebuild.markLive(start, 100);
      heap.lease().release();
      List<ThrowingCallable> calls =
          List.of(
              () -> allocator.allocate(24),
              () -> allocator.allocateAtNext(24),
              () -> allocator.free(start, 100),
              () -> allocator.freeBlockAt(start),
              () -> allocator.freeBlockAround(start),
              () -> allocator.nextAddress(),
              () -> allocator.exactFigures(),
              () -> allocator.requireHeld(),
              () -> allocator.rebuild(),
              () -> rebuild.markLive(start + 104, 24),
              () -> rebuild.finish());
      calls.forEach(call -> assertThatIllegalStateException().isThrownBy(call));
    }
  }

  @Test
  void leaseOfAnotherThreadDoesNotHelp() {
    try (TestHeap heap = TestHeap.createAndAcquire(CAPACITY)) {
      CompletableFuture.runAsync(() ->
              assertThatIllegalStateException().isThrownBy(() -> heap.allocator().allocate(24)))
          .join();
    }
  }

  /** Leaves a heap with free blocks of many sizes, slivers among them. */
  private static void scatter(Allocator allocator, Random random, int operations) {
    List<long[]> live = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      long bytes = 24L + random.nextInt(400);
      live.add(new long[] {allocator.allocate(bytes), bytes});
      if (i % 2 == 1) {
        long[] freed = live.remove(random.nextInt(live.size()));
        allocator.free(freed[0], freed[1]);
      }
    }
  }

  private static Map<Long, Long> nodesOfTheFirstMap(MemorySegment memory) {
    Map<Long, Long> nodes = new HashMap<>();
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      long node = AllocatorLayout.head(memory, sizeClass);
      while (node != 0) {
        long units = FirstMapNodeLayout.sizeUnits(memory, node);
        assertThat(SizeClass.of(units)).isEqualTo(sizeClass);
        assertThat(nodes.put(node, units * 8)).isNull();
        node = FirstMapNodeLayout.next(memory, node);
      }
    }
    return nodes;
  }

  private static List<long[]> blocksOfTheSecondMap(Segment segment) {
    List<long[]> blocks = new ArrayList<>();
    MemorySegment memory = segment.memory();
    long address = segment.heapStart();
    while (address < AllocatorLayout.nextAddressOpaque(memory)) {
      if (BoundaryBits.isSet(memory, address)) {
        long bytes = FirstMapNodeLayout.sizeUnits(memory, address) * 8;
        assertThat(BoundaryBits.isSet(memory, address + bytes - 8)).isTrue();
        blocks.add(new long[] {address, bytes});
        address += bytes;
      } else {
        address += 8;
      }
    }
    return blocks;
  }
}
