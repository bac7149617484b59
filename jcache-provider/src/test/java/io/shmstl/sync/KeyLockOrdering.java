package io.shmstl.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.Orderings;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two members lock one key in turn, and each reads, decides and writes a plain word: as entry
 * processors of two processes that count. 9 if the lock was lost.
 */
@JCStressTest
@State
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the second member follows the first")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the first member follows the second")
@Outcome(
    expect = FORBIDDEN,
    desc = "a lost increment or lock: one CAS takes it, its next owner sees what was written")
public class KeyLockOrdering {
  private static final StressSegments SEGMENTS = StressSegments.create(1);
  private static final Segment SEGMENT = SEGMENTS.get(0);
  private static final MemorySegment MEMORY = SEGMENT.memory();
  private static final KeyLocks ONE = new KeyLocks(SEGMENT, SEGMENTS.one());
  private static final KeyLocks TWO = new KeyLocks(SEGMENT, SEGMENTS.two());
  private static final long CELL_BYTES = 64;
  private static final AtomicInteger NEXT = new AtomicInteger();

  static {
    if (!SEGMENT.reserve(SEGMENT.heapStart() + Orderings.CELLS * CELL_BYTES)) {
      throw new AssertionError("no memory for the cells");
    }
  }

  private final int cell = NEXT.getAndIncrement() & Orderings.CELLS - 1;
  private final long word = SEGMENT.heapStart() + cell * CELL_BYTES;

  /** The word is zero. */
  public KeyLockOrdering() {
    MEMORY.set(Layouts.LONG, word, 0);
  }

  /** The first member's increment. */
  @Actor
  public void one(II_Result result) {
    result.r1 = increment(ONE);
  }

  /** The second member's increment. */
  @Actor
  public void two(II_Result result) {
    result.r2 = increment(TWO);
  }

  private int increment(KeyLocks locks) {
    int stripe = cell % KeyLocks.STRIPES;
    try {
      locks.lock(stripe, cell, StressSegments.WAIT_NANOS);
      long value = MEMORY.get(Layouts.LONG, word) + 1;
      MEMORY.set(Layouts.LONG, word, value);
      locks.unlock(stripe, cell);
      return (int) value;
    } catch (IllegalStateException e) {
      return 9;
    }
  }
}
