package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes end in an exception, never in a hang or a fault; and a rebuild mends them. */
class AllocatorDamageTest {
  private static final long CAPACITY = 1L << 20;
  private static final int ROUNDS = 400;
  private static final int OPERATIONS = 200;

  private final TreeMap<Long, Long> live = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void damagedBytesEndInAnExceptionAndARebuildMendsThem(long seed) {
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> damage(seed));
  }

  private void damage(long seed) {
    Random random = new Random(seed);
    int found = 0;
    try (TestHeap heap = TestHeap.createAndAcquire(CAPACITY)) {
      for (int round = 0; round < ROUNDS; round++) {
        work(heap.allocator(), random, OPERATIONS);
        TreeMap<Long, Long> before = new TreeMap<>(live);
        List<Long> free = new ArrayList<>(FreeMaps.byAddress(heap.allocator()).keySet());
        long next = heap.allocator().nextAddress();
        for (int i = random.nextInt(4); i >= 0; i--) {
          damageSomewhere(heap.segment(), next, free, random);
        }
        found += survive(heap, random);
        live.clear();
        live.putAll(before);
        // What was freed meanwhile is live again: its owner's first word is no mark of the
        // allocator.
        before.keySet().forEach(block -> heap.segment().memory().set(Layouts.LONG, block, -1L));
        rebuild(heap.allocator());
        assertSound(heap, seed, round);
      }
    }
    assertThat(found).isBetween(ROUNDS / 20, ROUNDS);
  }

  /** Goes on working with what is damaged; says whether the damage was found. */
  private int survive(TestHeap heap, Random random) {
    int found = 0;
    try {
      work(heap.allocator(), random, OPERATIONS);
    } catch (CorruptException e) {
      found = 1;
    }
    heap.allocator().figures();
    AllocatorCheck.check(heap.segment(), heap.allocator(), visitor -> live.forEach(visitor::visit));
    return found;
  }

  private void work(Allocator allocator, Random random, int operations) {
    List<Long> addresses = new ArrayList<>(live.keySet());
    for (int i = 0; i < operations; i++) {
      if (addresses.isEmpty() || random.nextInt(100) < 52) {
        long bytes = 1L + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 400);
        long address = allocator.allocate(bytes);
        if (address != 0 && live.put(address, bytes) == null) {
          addresses.add(address);
        }
      } else {
        long address = addresses.remove(random.nextInt(addresses.size()));
        allocator.free(address, Objects.requireNonNull(live.remove(address)));
      }
    }
  }

  private static void damageSomewhere(Segment segment, long next, List<Long> free, Random random) {
    MemorySegment memory = segment.memory();
    long address =
        switch (random.nextInt(free.isEmpty() ? 2 : 4)) {
          case 0 -> SegmentLayout.ALLOCATOR + random.nextLong(AllocatorLayout.SIZE);
          case 1 -> SegmentLayout.BITMAP + random.nextLong(next / 64);
          case 2 -> free.get(random.nextInt(free.size())) + random.nextInt(16);
          default -> segment.heapStart() + random.nextLong(next - segment.heapStart());
        };
    if (address < SegmentLayout.BITMAP && random.nextBoolean()) {
      address = SegmentLayout.ALLOCATOR + random.nextInt(40);
    }
    switch (random.nextInt(3)) {
      case 0 -> memory.set(Layouts.BYTE, address, (byte) random.nextInt());
      case 1 -> memory.set(Layouts.LONG_UNALIGNED, address & -8, random.nextLong());
      default ->
          memory.set(Layouts.INT_UNALIGNED, address & -4, random.nextInt() >>> random.nextInt(32));
    }
  }

  private void rebuild(Allocator allocator) {
    Rebuild rebuild = allocator.rebuild();
    live.forEach((address, bytes) -> assertThat(rebuild.markLive(address, bytes)).isTrue());
    rebuild.finish();
  }

  private void assertSound(TestHeap heap, long seed, int round) {
    assertThat(
            AllocatorCheck.check(
                    heap.segment(), heap.allocator(), visitor -> live.forEach(visitor::visit))
                .problems())
        .as("seed %s, round %s", seed, round)
        .isEmpty();
  }
}
