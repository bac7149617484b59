package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.TestSpace;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The writer's rule against the reader's: a chain of entries, each with its version and the one
 * before it; the writer frees at once what no pin needs and what was retired as soon as no pin
 * needs it. A freed entry has version 0.
 */
@Timeout(120)
class PinsStressTest {
  private static final int READERS = 3;
  private static final int CHANGES = 100_000;
  private static final int ENTRIES = 4096;
  private static final long ENTRY_BYTES = 64;
  private static final VarHandle LONG = Layouts.LONG.varHandle();

  private record Retired(long address, long supersededBy) {}

  @Test
  void pinnedEntryIsNotFreed() throws Exception {
    try (TestSpace space = TestSpace.create();
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      Segment segment = space.createReservedCache(SyncChild.SEGMENT, 1 << 20);
      Pins pins = new Pins(segment, space.member());
      AtomicBoolean isOver = new AtomicBoolean();
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> read(segment, new Pins(segment, space.member()), isOver)));
      }
      try {
        write(segment, pins);
      } finally {
        isOver.set(true);
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(pins.lowest()).isEqualTo(Long.MAX_VALUE);
    }
  }

  private static void write(Segment segment, Pins pins) {
    MemorySegment memory = segment.memory();
    ArrayDeque<Long> free = new ArrayDeque<>();
    ArrayDeque<Retired> retired = new ArrayDeque<>();
    for (int i = 1; i <= ENTRIES; i++) {
      free.add(segment.heapStart() + i * ENTRY_BYTES);
    }
    long current = 0;
    for (long version = 1; version <= CHANGES; version++) {
      while (!retired.isEmpty() && (free.size() < ENTRIES / 2 || (version & 63) == 0)) {
        if (pins.isAnyBelow(retired.getFirst().supersededBy())) {
          if (!free.isEmpty()) {
            break;
          }
          Thread.onSpinWait();
          continue;
        }
        long address = retired.removeFirst().address();
        LONG.setRelease(memory, address, 0L);
        free.addLast(address);
      }
      long next = free.removeFirst();
      memory.set(Layouts.LONG, next + 8, current);
      LONG.setRelease(memory, next, version);
      LONG.setRelease(memory, segment.heapStart(), next);
      CommitVersion.publish(segment, version);
      VarHandle.fullFence();
      if (current != 0) {
        if (pins.isAnyBelow(version)) {
          retired.addLast(new Retired(current, version));
        } else {
          LONG.setRelease(memory, current, 0L);
          free.addLast(current);
        }
      }
      current = next;
    }
  }

  private static long read(Segment segment, Pins pins, AtomicBoolean isOver) {
    MemorySegment memory = segment.memory();
    long reads = 0;
    while (!isOver.get()) {
      try (Pin pin = pins.open()) {
        if (pin.version() > 0) {
          long address = (long) LONG.getAcquire(memory, segment.heapStart());
          long version = (long) LONG.getAcquire(memory, address);
          while (version > pin.version()) {
            address = memory.get(Layouts.LONG, address + 8);
            version = (long) LONG.getAcquire(memory, address);
          }
          assertThat(version).isEqualTo(pin.version());
          reads++;
        }
      }
    }
    return reads;
  }
}
