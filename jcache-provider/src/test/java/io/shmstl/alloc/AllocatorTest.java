package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllocatorTest {
  private static final long CAPACITY = 1L << 20;

  private TestHeap heap;
  private Allocator allocator;

  @BeforeEach
  void createHeap() {
    heap = TestHeap.createAndAcquire(CAPACITY);
    allocator = heap.allocator();
  }

  @AfterEach
  void closeHeap() {
    heap.close();
  }

  /** Claims 5 and 13. */
  @Test
  void requestWithoutAFreeBlockIsMetAtTheNextAllocationAddressWhichGrowsByItsSize() {
    long start = heap.segment().heapStart();
    assertThat(allocator.nextAddress()).isEqualTo(start);
    assertThat(allocator.allocate(100)).isEqualTo(start);
    assertThat(allocator.nextAddress()).isEqualTo(start + 104);
    assertThat(allocator.allocate(24)).isEqualTo(start + 104);
    assertThat(allocator.nextAddress()).isEqualTo(start + 128);
  }

  @Test
  void blockIsItsLengthRoundedUpToEightAndAtLeast24() {
    assertThat(Allocator.blockBytes(1)).isEqualTo(24);
    assertThat(Allocator.blockBytes(24)).isEqualTo(24);
    assertThat(Allocator.blockBytes(25)).isEqualTo(32);
    assertThat(Allocator.blockBytes(4096)).isEqualTo(4096);
    assertThatIllegalArgumentException().isThrownBy(() -> Allocator.blockBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Allocator.blockBytes(-8));
    assertThatIllegalArgumentException().isThrownBy(() -> Allocator.blockBytes(Long.MAX_VALUE));
  }

  /** Claims 1, 4, 9 and 12. */
  @Test
  void requestIsMetByADeletedBlockOfExactlyItsSize() {
    List<Long> blocks = row(200, 104, 200, 112, 200);
    allocator.free(blocks.get(1), 104);
    allocator.free(blocks.get(3), 112);
    assertThat(allocator.allocate(112)).isEqualTo(blocks.get(3));
    assertThat(allocator.allocate(104)).isEqualTo(blocks.get(1));
    assertThat(FreeMaps.byAddress(allocator)).isEmpty();
  }

  /** Claims 4 and 12. */
  @Test
  void requestIsMetByALargerFreeBlockAndTheRemainderGoesBack() {
    List<Long> blocks = row(200, 1000, 200);
    allocator.free(blocks.get(1), 1000);
    long next = allocator.nextAddress();
    assertThat(allocator.allocate(304)).isEqualTo(blocks.get(1));
    assertThat(allocator.nextAddress()).isEqualTo(next);
    assertThat(FreeMaps.byAddress(allocator)).isEqualTo(Map.of(blocks.get(1) + 304, 696L));
    assertThat(FreeMaps.bySize(allocator)).isEqualTo(Map.of(blocks.get(1) + 304, 696L));
  }

  /** Claims 3 and 11. */
  @Test
  void deletedBlockIsJoinedWithBothFreeNeighboursBeforeItIsEntered() {
    List<Long> blocks = row(24, 100, 200, 300, 24);
    allocator.free(blocks.get(1), 100);
    allocator.free(blocks.get(3), 300);
    assertThat(FreeMaps.bySize(allocator)).hasSize(2);
    allocator.free(blocks.get(2), 200);
    assertThat(FreeMaps.bySize(allocator)).isEqualTo(Map.of(blocks.get(1), 104L + 200 + 304));
    assertThat(FreeMaps.byAddress(allocator)).isEqualTo(Map.of(blocks.get(1), 104L + 200 + 304));
    assertThat(allocator.figures().freeBlocks()).isEqualTo(1);
  }

  @Test
  void remainderTooSmallForTheFirstMapIsKnownByAddressAndPickedUpByItsNeighbour() {
    for (long sliver : new long[] {8, 16}) {
      List<Long> blocks = row(48, 96 + sliver, 48);
      allocator.free(blocks.get(1), 96 + sliver);
      assertThat(allocator.allocate(96)).isEqualTo(blocks.get(1));
      long left = blocks.get(1) + 96;
      assertThat(FreeMaps.bySize(allocator)).isEmpty();
      assertThat(FreeMaps.byAddress(allocator)).isEqualTo(Map.of(left, sliver));
      assertThat(allocator.freeBlockAt(left)).isEqualTo(sliver);
      allocator.free(blocks.get(2), 48);
      assertThat(allocator.nextAddress()).isEqualTo(left);
      allocator.free(blocks.get(1), 96);
      allocator.free(blocks.get(0), 48);
      assertThat(allocator.nextAddress()).isEqualTo(heap.segment().heapStart());
    }
  }

  @Test
  void deletedBlockThatReachesTheNextAllocationAddressLowersIt() {
    List<Long> blocks = row(100, 200, 300);
    allocator.free(blocks.get(1), 200);
    allocator.free(blocks.get(2), 300);
    assertThat(allocator.nextAddress()).isEqualTo(blocks.get(1));
    assertThat(FreeMaps.byAddress(allocator)).isEmpty();
    assertThat(allocator.figures().freeBytes()).isZero();
    assertThat(allocator.figures().usedBytes()).isEqualTo(104);
  }

  @Test
  void requestThatFitsNowhereGivesZeroAndChangesNothing() {
    List<Long> blocks = row(100, 2000, 100);
    allocator.free(blocks.get(1), 2000);
    AllocatorFigures before = allocator.exactFigures();
    assertThat(allocator.allocate(CAPACITY)).isZero();
    assertThat(allocator.allocateAtNext(CAPACITY)).isZero();
    assertThat(allocator.exactFigures()).isEqualTo(before);
  }

  @Test
  void segmentCanBeUsedToItsLastByte() {
    long left = CAPACITY - heap.segment().heapStart();
    long block = allocator.allocate(left);
    assertThat(block).isEqualTo(heap.segment().heapStart());
    assertThat(allocator.allocate(1)).isZero();
    allocator.free(block, left);
    List<Long> small = new ArrayList<>();
    for (long address; (address = allocator.allocate(40)) != 0; ) {
      small.add(address);
    }
    assertThat(small).hasSize((int) (left / 40));
    // A sliver at the very end of the segment.
    allocator.free(small.getLast(), 40);
    allocator.free(allocator.allocateAtNext(left % 40 + 24), left % 40 + 24);
    assertSound(40, small.subList(0, small.size() - 1));
  }

  @Test
  void blockBeyondTheFirstOnesOfItsClassIsFoundWhenNothingElseIsLeft() {
    // 496 and 504 bytes share a class; the larger ones lie deep in its list.
    List<Long> large = new ArrayList<>();
    List<Long> small = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      large.add(allocator.allocate(504));
      allocator.allocate(24);
      small.add(allocator.allocate(496));
      allocator.allocate(24);
    }
    allocator.allocate(CAPACITY - allocator.nextAddress());
    large.forEach(block -> allocator.free(block, 504));
    small.forEach(block -> allocator.free(block, 496));
    assertThat(allocator.allocate(504)).isIn(large);
  }

  @Test
  void firstWordOfATakenBlockIsZeroAndThatOfAFreeOneNeverAnEntryVersion() {
    List<Long> blocks = row(100, 100, 100, 100, 100);
    for (long block : blocks) {
      heap.segment().memory().set(Layouts.LONG, block, -1L);
    }
    for (int i : new int[] {1, 3, 2}) {
      allocator.free(blocks.get(i), 100);
      assertThat(heap.segment().memory().get(Layouts.LONG, blocks.get(i)) >>> 48).isZero();
    }
    assertThat(heap.segment().memory().get(Layouts.LONG, blocks.get(3)) >>> 48).isZero();
    long taken = allocator.allocate(100);
    assertThat(heap.segment().memory().get(Layouts.LONG, taken)).isZero();
    heap.segment().memory().set(Layouts.LONG, taken, -1L);
    allocator.free(blocks.get(4), 100);
    long atNext = allocator.allocateAtNext(100);
    assertThat(heap.segment().memory().get(Layouts.LONG, atNext)).isZero();
  }

  @Test
  void secondFreeOfABlockIsFoundOutWhateverItWasJoinedWith() {
    List<Long> blocks = row(100, 100, 100, 100, 100, 100, 100, 100, 100);
    // Alone, joined to the left, to the right, to both sides.
    int[] order = {1, 4, 5, 3, 7, 8};
    for (int i : order) {
      allocator.free(blocks.get(i), 100);
      assertDamaged(() -> allocator.free(blocks.get(i), 100));
    }
    for (int i : order) {
      assertDamaged(() -> allocator.free(blocks.get(i), 100));
    }
    assertSound(100, List.of(blocks.get(0), blocks.get(2), blocks.get(6)));
  }

  @Test
  void freeOfWhatCannotBeALiveBlockIsRefusedAndChangesNothing() {
    List<Long> blocks = row(100, 100, 100);
    long start = heap.segment().heapStart();
    allocator.free(blocks.get(1), 100);
    AllocatorFigures before = allocator.exactFigures();
    assertDamaged(() -> allocator.free(0, 100));
    assertDamaged(() -> allocator.free(-8, 100));
    assertDamaged(() -> allocator.free(start - 8, 100));
    assertDamaged(() -> allocator.free(start + 4, 100));
    assertDamaged(() -> allocator.free(allocator.nextAddress(), 100));
    assertDamaged(() -> allocator.free(blocks.get(2), 1000));
    assertDamaged(() -> allocator.free(Long.MAX_VALUE - 7, 100));
    // Reaches into the free block, or encloses it.
    assertDamaged(() -> allocator.free(blocks.get(0), 200));
    assertDamaged(() -> allocator.free(blocks.get(0), 300));
    assertThat(allocator.exactFigures()).isEqualTo(before);
  }

  @Test
  void freeNeighboursOfABlockCanBeAskedFor() {
    List<Long> blocks = row(100, 200, 300);
    allocator.free(blocks.get(0), 100);
    assertThat(allocator.freeBlockAt(blocks.get(0))).isEqualTo(104);
    assertThat(allocator.freeBlockAt(blocks.get(1))).isZero();
    assertThat(allocator.freeBlockAt(allocator.nextAddress())).isZero();
    assertThat(allocator.freeBlockAt(CAPACITY * 2)).isZero();
    assertThat(allocator.freeBlockAt(-8)).isZero();
  }

  private List<Long> row(long... sizes) {
    List<Long> blocks = new ArrayList<>();
    for (long size : sizes) {
      blocks.add(allocator.allocateAtNext(size));
    }
    return blocks;
  }

  private void assertSound(long bytes, List<Long> live) {
    AllocatorCheck.Result result =
        AllocatorCheck.check(
            heap.segment(),
            allocator,
            visitor -> live.forEach(address -> visitor.visit(address, bytes)));
    assertThat(result.problems()).isEmpty();
  }

  private static void assertDamaged(Runnable call) {
    assertThatExceptionOfType(CorruptException.class).isThrownBy(call::run);
  }
}
