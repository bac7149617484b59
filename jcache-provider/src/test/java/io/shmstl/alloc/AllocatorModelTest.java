package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random requests against {@link ReferenceAllocator}; a failure prints the seed and the last
 * operations.
 */
class AllocatorModelTest {
  private static final long CAPACITY = 2L << 20;
  private static final int OPERATIONS = 40_000;
  private static final int LOGGED = 60;

  private final Deque<String> log = new ArrayDeque<>();
  private final List<Long> addresses = new ArrayList<>();
  private final Map<Long, Long> asked = new TreeMap<>();

  /** Claims 1 to 5 and 9 to 13. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyRequestAndDeletionDoesWhatTheSlowModelAllows(long seed) {
    Random random = new Random(seed);
    try (TestHeap heap = TestHeap.createAndAcquire(CAPACITY)) {
      ReferenceAllocator model =
          new ReferenceAllocator(heap.segment().heapStart(), heap.segment().capacityBytes());
      try {
        for (int i = 0; i < OPERATIONS; i++) {
          step(random, heap, model);
          if (i % 1000 == 0) {
            compare(heap, model);
          }
        }
        compare(heap, model);
        while (!addresses.isEmpty()) {
          free(random, heap, model);
        }
        compare(heap, model);
        assertThat(heap.allocator().nextAddress()).isEqualTo(heap.segment().heapStart());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", last operations " + log, e);
      }
    }
  }

  private void step(Random random, TestHeap heap, ReferenceAllocator model) {
    // Waves: the heap fills up, empties, fills up again.
    int choice = random.nextInt(1000);
    boolean isGrowing = heap.allocator().exactFigures().usedBytes() % 4096 < 2200;
    if (choice == 0) {
      rebuild(heap, model);
    } else if (choice < (isGrowing ? 620 : 480) || addresses.isEmpty()) {
      allocate(random, heap, model);
    } else {
      free(random, heap, model);
    }
  }

  private void allocate(Random random, TestHeap heap, ReferenceAllocator model) {
    long bytes =
        switch (random.nextInt(8)) {
          case 0 -> 1 + random.nextInt(24);
          case 1 -> 1 + random.nextInt(60_000);
          case 2, 3 -> 1 + random.nextInt(2_000);
          default -> 1 + random.nextInt(300);
        };
    log("allocate " + bytes);
    long address =
        random.nextInt(10) == 0 && model.next() + Allocator.blockBytes(bytes) <= CAPACITY
            ? heap.allocator().allocateAtNext(bytes)
            : heap.allocator().allocate(bytes);
    log(" -> " + address);
    model.allocated(address, bytes);
    if (address != 0) {
      addresses.add(address);
      asked.put(address, bytes);
      scribble(random, heap, address, Allocator.blockBytes(bytes));
    }
  }

  /** The owner of a block may leave anything in it. */
  private static void scribble(Random random, TestHeap heap, long address, long bytes) {
    byte[] anything = new byte[(int) bytes];
    random.nextBytes(anything);
    MemorySegment.copy(
        anything, 0, heap.segment().memory(), Layouts.BYTE, address, anything.length);
  }

  private void free(Random random, TestHeap heap, ReferenceAllocator model) {
    int index = random.nextInt(addresses.size());
    long address = addresses.set(index, addresses.getLast());
    addresses.removeLast();
    long bytes = Objects.requireNonNull(asked.remove(address));
    log("free " + address + " " + bytes);
    heap.allocator().free(address, bytes);
    model.freed(address);
  }

  private void rebuild(TestHeap heap, ReferenceAllocator model) {
    log("rebuild");
    Map<Long, Long> before = FreeMaps.byAddress(heap.allocator());
    Rebuild rebuild = heap.allocator().rebuild();
    asked.forEach((address, bytes) -> assertThat(rebuild.markLive(address, bytes)).isTrue());
    rebuild.finish();
    model.rebuilt();
    assertThat(FreeMaps.byAddress(heap.allocator())).isEqualTo(before);
  }

  private void compare(TestHeap heap, ReferenceAllocator model) {
    AllocatorCheck.Result check =
        AllocatorCheck.check(
            heap.segment(), heap.allocator(), visitor -> asked.forEach(visitor::visit));
    assertThat(check.problems()).isEmpty();
    assertThat(heap.allocator().nextAddress()).isEqualTo(model.next());
    assertThat(FreeMaps.byAddress(heap.allocator())).isEqualTo(model.free());
    for (Map.Entry<Long, Long> block : model.free().entrySet()) {
      compareNeighbourhood(heap.allocator(), block.getKey(), block.getValue());
    }
    AllocatorFigures figures = heap.allocator().exactFigures();
    assertThat(figures.freeBytes()).isEqualTo(model.freeBytes());
    assertThat(figures.freeBlocks()).isEqualTo(model.free().size());
    long largest = model.largestFree();
    assertThat(figures.largestFreeBytes()).isEqualTo(largest < Allocator.MIN_BLOCK ? 0 : largest);
    assertThat(figures.heapStart() + figures.usedBytes() + figures.freeBytes())
        .isEqualTo(figures.nextAddress());
  }

  /** What can be asked about every unit of a free block, and the one before and behind it. */
  private static void compareNeighbourhood(Allocator allocator, long block, long bytes) {
    assertThat(allocator.freeBlockAround(block - 8)).isZero();
    assertThat(allocator.freeBlockAround(block + bytes)).isZero();
    for (long unit = block; unit < block + bytes; unit += 8) {
      assertThat(allocator.freeBlockAt(unit)).isEqualTo(unit == block ? bytes : 0);
      assertThat(allocator.freeBlockAround(unit)).isEqualTo(block);
    }
  }

  private void log(String operation) {
    log.addLast(operation);
    if (log.size() > LOGGED) {
      log.removeFirst();
    }
  }
}
