package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildTest {
  private static final long CAPACITY = 2L << 20;

  private final TreeMap<Long, Long> live = new TreeMap<>();
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

  @Test
  void rebuiltMapsEqualTheLiveOnes() {
    churn(new Random(11), 4000);
    Map<Long, Long> bySize = FreeMaps.bySize(allocator);
    Map<Long, Long> byAddress = FreeMaps.byAddress(allocator);
    AllocatorFigures figures = allocator.exactFigures();
    assertThat(rebuild(live)).isEqualTo(figures);
    assertThat(FreeMaps.bySize(allocator)).isEqualTo(bySize);
    assertThat(FreeMaps.byAddress(allocator)).isEqualTo(byAddress);
    assertSound();
  }

  @Test
  void blockThatNothingReachesIsFreeAndOneAtTheEndLowersTheNextAllocationAddress() {
    long first = allocate(100);
    long lost = allocate(200);
    long last = allocate(300);
    long lostAtTheEnd = allocate(400);
    live.remove(lost);
    live.remove(lostAtTheEnd);
    rebuild(live);
    assertThat(FreeMaps.bySize(allocator)).isEqualTo(Map.of(lost, 200L));
    assertThat(allocator.nextAddress()).isEqualTo(lostAtTheEnd);
    assertThat(live).containsOnlyKeys(first, last);
    assertSound();
  }

  @Test
  void heapWithoutLiveBlocksIsUntouchedAgain() {
    churn(new Random(12), 1000);
    live.clear();
    AllocatorFigures figures = rebuild(live);
    assertThat(figures.nextAddress()).isEqualTo(heap.segment().heapStart());
    assertThat(figures.usedBytes()).isZero();
    assertThat(figures.freeBlocks()).isZero();
    churn(new Random(13), 1000);
    assertSound();
  }

  /** Whatever a killed writer, or one killed in its rebuild, left in the derived state. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rebuildDependsOnNothingThatWasThereBefore(long seed) {
    Random random = new Random(seed);
    churn(random, 2000);
    Map<Long, Long> byAddress = FreeMaps.byAddress(allocator);
    scribble(random, SegmentLayout.ALLOCATOR, AllocatorLayout.SIZE);
    scribble(random, SegmentLayout.BITMAP, SegmentLayout.bitmapBytes(CAPACITY));
    byAddress.forEach((address, bytes) -> scribble(random, address, bytes));
    rebuild(live);
    assertThat(FreeMaps.byAddress(allocator)).isEqualTo(byAddress);
    assertSound();
    churn(random, 2000);
    assertSound();
  }

  @Test
  void abandonedRebuildFollowedByAnotherGivesTheSameMaps() {
    churn(new Random(21), 2000);
    Map<Long, Long> byAddress = FreeMaps.byAddress(allocator);
    for (int marked = 0; marked < live.size(); marked += 100) {
      Rebuild abandoned = allocator.rebuild();
      live.entrySet().stream()
          .limit(marked)
          .forEach(block -> abandoned.markLive(block.getKey(), block.getValue()));
      assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> allocator.allocate(24));
    }
    rebuild(live);
    assertThat(FreeMaps.byAddress(allocator)).isEqualTo(byAddress);
    assertSound();
  }

  @Test
  void rebuildThatEndedInAnotherProcessCounts() {
    churn(new Random(22), 100);
    allocator.rebuild();
    Allocator other = new Allocator(heap.segment(), heap.lease());
    Rebuild rebuild = other.rebuild();
    live.forEach(rebuild::markLive);
    rebuild.finish();
    assertThat(allocator.allocate(24)).isNotZero();
  }

  @Test
  void nothingCanBeTakenOrGivenBackWhileARebuildHasNotEnded() {
    long block = allocator.allocate(100);
    Rebuild rebuild = allocator.rebuild();
    rebuild.markLive(block, 100);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> allocator.allocate(24));
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> allocator.free(block, 100));
    rebuild.finish();
    allocator.free(block, 100);
    assertThatIllegalStateException().isThrownBy(() -> rebuild.markLive(block, 100));
    assertThatIllegalStateException().isThrownBy(rebuild::finish);
  }

  @Test
  void nonsenseIsNotMarked() {
    long start = heap.segment().heapStart();
    long block = allocate(100);
    long end = heap.segment().reservedEnd();
    Rebuild rebuild = allocator.rebuild();
    assertThat(rebuild.markLive(block, 100)).isTrue();
    long[][] nonsense = {
      {block, 100},
      {block, 24},
      {block + 80, 24},
      {0, 100},
      {start - 8, 100},
      {start + 204, 100},
      {start + 200, 0},
      {start + 200, -1},
      {start + 200, Long.MAX_VALUE},
      {start + 200, Long.MIN_VALUE},
      {end - 16, 16},
      {end - 16, 24},
      {end, 24},
      {-8, 100},
      {Long.MAX_VALUE - 7, 100},
      {Long.MIN_VALUE, 100},
    };
    for (long[] numbers : nonsense) {
      assertThat(rebuild.markLive(numbers[0], numbers[1])).isFalse();
    }
    assertThat(rebuild.markLive(end - 24, 24)).isTrue();
    live.put(end - 24, 24L);
    rebuild.finish();
    assertSound();
  }

  @Test
  void blockInsideAnotherIsReportedByTheSweep() {
    assertOverlap(new long[][] {{0, 240}, {80, 80}});
  }

  @Test
  void blocksThatOverlapAreReportedByTheSweep() {
    assertOverlap(new long[][] {{0, 240}, {160, 240}});
  }

  @Test
  void blockThatEnclosesManyIsReportedByTheSweep() {
    assertOverlap(new long[][] {{48, 24}, {96, 24}, {144, 24}, {0, 240}});
  }

  /** Random blocks: exactly those sets of them that overlap are reported. */
  @Test
  void overlapIsFoundExactlyIfThereIsOne() {
    Random random = new Random(31);
    long start = heap.segment().heapStart();
    allocator.allocate(CAPACITY - start);
    int overlaps = 0;
    for (int round = 0; round < 3000; round++) {
      Rebuild rebuild = allocator.rebuild();
      List<long[]> marked = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        long address = start + 8L * random.nextInt(200);
        long bytes = 24 + 8L * random.nextInt(40);
        if (rebuild.markLive(address, bytes)) {
          marked.add(new long[] {address, bytes});
        }
      }
      if (isOverlap(marked)) {
        overlaps++;
        assertThatExceptionOfType(CorruptException.class).isThrownBy(rebuild::finish);
      } else {
        rebuild.finish();
        live.clear();
        marked.forEach(block -> live.put(block[0], block[1]));
        assertSound();
      }
    }
    assertThat(overlaps).isBetween(300, 2700);
    rebuild(Map.of());
  }

  private void assertOverlap(long[][] blocks) {
    long start = heap.segment().heapStart();
    allocator.allocate(1000);
    Rebuild rebuild = allocator.rebuild();
    for (long[] block : blocks) {
      assertThat(rebuild.markLive(start + block[0], block[1])).isTrue();
    }
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(rebuild::finish)
        .withMessageContaining("overlap");
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> allocator.allocate(24));
    rebuild(Map.of());
  }

  private static boolean isOverlap(List<long[]> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      long[] a = blocks.get(i);
      for (long[] b : blocks.subList(i + 1, blocks.size())) {
        if (a[0] < b[0] + b[1] && b[0] < a[0] + a[1]) {
          return true;
        }
      }
    }
    return false;
  }

  private AllocatorFigures rebuild(Map<Long, Long> blocks) {
    Rebuild rebuild = allocator.rebuild();
    blocks.forEach((address, bytes) -> assertThat(rebuild.markLive(address, bytes)).isTrue());
    return rebuild.finish();
  }

  private long allocate(long bytes) {
    long address = allocator.allocate(bytes);
    if (address != 0) {
      live.put(address, bytes);
    }
    return address;
  }

  private void churn(Random random, int operations) {
    List<Long> addresses = new ArrayList<>(live.keySet());
    for (int i = 0; i < operations; i++) {
      if (addresses.isEmpty() || random.nextInt(100) < 60) {
        long address = allocate(1L + random.nextInt(1200));
        if (address != 0) {
          addresses.add(address);
        }
      } else {
        long address = addresses.remove(random.nextInt(addresses.size()));
        allocator.free(address, Objects.requireNonNull(live.remove(address)));
      }
    }
  }

  private void scribble(Random random, long address, long bytes) {
    byte[] anything = new byte[(int) bytes];
    random.nextBytes(anything);
    heap.segment().memory().asSlice(address, bytes).copyFrom(MemorySegment.ofArray(anything));
  }

  private void assertSound() {
    AllocatorCheck.Result result =
        AllocatorCheck.check(heap.segment(), allocator, visitor -> live.forEach(visitor::visit));
    assertThat(result.problems()).isEmpty();
  }
}
