package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check finds what it is there to find. */
class AllocatorCheckTest {
  private final TreeMap<Long, Long> live = new TreeMap<>();
  private final long[] blocks = new long[12];
  private TestHeap heap;
  private MemorySegment memory;

  /** Twelve blocks of 104 bytes in a row, every third one free. */
  @BeforeEach
  void createHeap() {
    heap = TestHeap.createAndAcquire(1L << 20);
    memory = heap.segment().memory();
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = heap.allocator().allocate(100);
      live.put(blocks[i], 100L);
    }
    for (int i = 1; i < blocks.length; i += 3) {
      heap.allocator().free(blocks[i], 100);
      live.remove(blocks[i]);
    }
    assertThat(problems().problems()).isEmpty();
    assertThat(problems().isSound()).isTrue();
    assertThat(problems().liveBlocks()).isEqualTo(8);
    assertThat(problems().liveBytes()).isEqualTo(8 * 104);
    assertThat(problems().freeBlocks()).isEqualTo(4);
    assertThat(problems().freeBytes()).isEqualTo(4 * 104);
  }

  @AfterEach
  void closeHeap() {
    heap.close();
  }

  @Test
  void bytesInNoBlockAreFound() {
    live.remove(blocks[3]);
    assertFound("are in no block");
  }

  @Test
  void bytesInTwoBlocksAreFound() {
    live.put(blocks[3], 120L);
    assertFound("begins before its neighbour ends");
  }

  @Test
  void liveBlockInAFreeOneIsFound() {
    live.put(blocks[4] + 24, 24L);
    assertFound("begins before its neighbour ends");
  }

  @Test
  void liveBlockOutsideTheHeapIsFound() {
    live.put(heap.segment().heapStart() - 104, 100L);
    live.put(heap.segment().reservedEnd() + 8, 100L);
    live.put(Long.MAX_VALUE - 7, 100L);
    assertFound("is outside the heap");
  }

  @Test
  void missingBoundaryBitIsFound() {
    clearBit(blocks[4]);
    assertFound("free block is damaged");
  }

  @Test
  void missingLastBoundaryBitIsFound() {
    clearBit(blocks[4] + 96);
    assertFound("second-map node is damaged");
  }

  @Test
  void boundaryBitInsideAFreeBlockIsFound() {
    BoundaryBits.set(memory, blocks[4] + 48, blocks[4] + 48);
    assertFound("boundary bit");
  }

  @Test
  void boundaryBitInALiveBlockIsFound() {
    BoundaryBits.set(memory, blocks[3] + 48, blocks[3] + 48);
    assertThat(problems().isSound()).isFalse();
  }

  @Test
  void wrongPointerToTheFirstMapIsFound() {
    SecondMapNodeLayout.firstMapNode(memory, blocks[4] + 96, blocks[7]);
    assertFound("points to " + blocks[7]);
  }

  @Test
  void blockMissingFromTheFirstMapIsFound() {
    long next = heap.allocator().nextAddress();
    heap.allocator().bySize().remove(blocks[4], 104, next);
    assertFound("first map has 3 blocks, second map 4");
  }

  @Test
  void blockMissingFromTheSecondMapIsFound() {
    heap.allocator().byAddress().remove(blocks[4], 104);
    assertFound("second map");
  }

  @Test
  void cycleInTheFirstMapIsFound() {
    FirstMapNodeLayout.next(memory, blocks[1], blocks[10]);
    FirstMapNodeLayout.previous(memory, blocks[10], blocks[1]);
    assertFound("cycle");
  }

  @Test
  void wildLinkInTheFirstMapIsFound() {
    FirstMapNodeLayout.next(memory, blocks[4], 1L << 34);
    assertFound("damaged");
  }

  @Test
  void wrongSizeIsFound() {
    FirstMapNodeLayout.sizeUnits(memory, blocks[4], 14);
    assertFound("damaged");
  }

  @Test
  void wrongClassBitIsFound() {
    AllocatorLayout.subs(memory, 3, 0xFF);
    assertFound("bit of size class 48");
    AllocatorLayout.subs(memory, 3, 0);
    AllocatorLayout.levels(memory, 3);
    assertFound("bit of level 1");
    AllocatorLayout.levels(memory, 0);
    assertFound("bit of level 0");
  }

  @Test
  void wrongCountersAreFound() {
    long used = AllocatorLayout.usedBytes(memory);
    AllocatorLayout.usedBytes(memory, used - 8);
    AllocatorLayout.freeBlocks(memory, 3);
    assertThat(problems().problemCount()).isEqualTo(3);
    assertFound("used bytes: counter says 824, there are 832");
    assertFound("free blocks: counter says 3, there are 4");
  }

  @Test
  void wrongNextAllocationAddressIsFound() {
    long next = heap.allocator().nextAddress();
    AllocatorLayout.nextAddress(memory, next + 8);
    assertFound("blocks end at");
    AllocatorLayout.nextAddress(memory, next + 4);
    assertFound("next allocation address is damaged");
    AllocatorLayout.nextAddress(memory, Long.MAX_VALUE);
    assertFound("next allocation address is damaged");
    AllocatorLayout.nextAddress(memory, next);
  }

  @Test
  void noMoreThanFiftyProblemsAreDescribed() {
    memory.set(Layouts.LONG, heap.segment().heapStart(), 0);
    for (int i = 0; i < 60; i++) {
      live.put(16L + 8L * i, 100L);
    }
    assertThat(problems().problems()).hasSize(50);
    assertThat(problems().problemCount()).isGreaterThanOrEqualTo(60);
  }

  private void clearBit(long address) {
    assertThat(BoundaryBits.clear(memory, address, address)).isTrue();
  }

  private void assertFound(String what) {
    assertThat(problems().isSound()).isFalse();
    assertThat(problems().problems()).anyMatch(problem -> problem.contains(what));
  }

  private AllocatorCheck.Result problems() {
    return AllocatorCheck.check(
        heap.segment(), heap.allocator(), visitor -> live.forEach(visitor::visit));
  }
}
