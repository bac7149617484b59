package io.shmstl.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.Orderings;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * One member puts 10 under the lease alone, unless it finds the key's lock taken; another one adds
 * 1 under the key's lock: each makes its mark first, and then looks for the other's.
 *
 * <p>Whether it was put, what was read, what it is in the end.
 */
@JCStressTest
@State
@Outcome(id = "1, 10, 11", expect = ACCEPTABLE, desc = "put, then added to")
@Outcome(id = "1, 0, 10", expect = ACCEPTABLE, desc = "added to, then put")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "not put, since the key was locked")
@Outcome(
    id = "1, 0, 1",
    expect = FORBIDDEN,
    desc = "the put is lost: neither has seen the other, though each looked after its CAS")
@Outcome(expect = FORBIDDEN, desc = "half of something, or a lock or lease lost to the living")
public class UnlockedPutOrdering {
  private static final StressSegments SEGMENTS = StressSegments.create(1);
  private static final Segment SEGMENT = SEGMENTS.get(0);
  private static final MemorySegment MEMORY = SEGMENT.memory();
  private static final WriterLease PUTS = new WriterLease(SEGMENT, SEGMENTS.one());
  private static final KeyLocks SEEN = new KeyLocks(SEGMENT, SEGMENTS.one());
  private static final WriterLease ADDS = new WriterLease(SEGMENT, SEGMENTS.two());
  private static final KeyLocks LOCKS = new KeyLocks(SEGMENT, SEGMENTS.two());
  private static final long CELL_BYTES = 64;
  private static final AtomicInteger NEXT = new AtomicInteger();

  static {
    if (!SEGMENT.reserve(SEGMENT.heapStart() + Orderings.CELLS * CELL_BYTES)) {
      throw new AssertionError("no memory for the cells");
    }
  }

  private final int cell = NEXT.getAndIncrement() & Orderings.CELLS - 1;
  private final int stripe = cell % KeyLocks.STRIPES;
  private final long word = SEGMENT.heapStart() + cell * CELL_BYTES;

  /** The word is zero. */
  public UnlockedPutOrdering() {
    MEMORY.set(Layouts.LONG, word, 0);
  }

  /** The member that puts. */
  @Actor
  public void put(III_Result result) {
    try {
      PUTS.acquire(StressSegments.WAIT_NANOS);
      if (SEEN.isFree(stripe)) {
        MEMORY.set(Layouts.LONG, word, 10);
        result.r1 = 1;
      }
      PUTS.release();
    } catch (IllegalStateException e) {
      result.r1 = 9;
    }
  }

  /** The member that reads, decides and writes. */
  @Actor
  public void add(III_Result result) {
    try {
      LOCKS.lock(stripe, cell, StressSegments.WAIT_NANOS);
      long tenure = ADDS.tenure();
      while (tenure != 0 && ADDS.tenure() == tenure) {
        Thread.onSpinWait();
      }
      long value = MEMORY.get(Layouts.LONG, word);
      ADDS.acquire(StressSegments.WAIT_NANOS);
      MEMORY.set(Layouts.LONG, word, value + 1);
      ADDS.release();
      LOCKS.unlock(stripe, cell);
      result.r2 = (int) value;
    } catch (IllegalStateException e) {
      result.r2 = 9;
    }
  }

  /** What both have left. */
  @Arbiter
  public void look(III_Result result) {
    result.r3 = (int) MEMORY.get(Layouts.LONG, word);
  }
}
