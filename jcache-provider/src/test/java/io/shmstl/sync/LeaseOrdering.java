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
 * Two members take the writer lease in turn and change plain words under it: whoever comes second
 * sees all that the first one did, and a clean mark.
 *
 * <p>Each adds one to two words, and says what the first one is then; 9 if the words differ, the
 * lease was dirty though nobody died, or it was lost.
 */
@JCStressTest
@State
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the second member follows the first")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the first member follows the second")
@Outcome(
    id = "1, 1",
    expect = FORBIDDEN,
    desc = "a lost change: one CAS takes the word, and it acquires what the last owner released")
@Outcome(
    expect = FORBIDDEN,
    desc = "half a change, a mark that its holder had cleared, or a lease lost to the living")
public class LeaseOrdering {
  private static final StressSegments SEGMENTS = StressSegments.create(1);
  private static final Segment SEGMENT = SEGMENTS.get(0);
  private static final MemorySegment MEMORY = SEGMENT.memory();
  private static final WriterLease ONE = new WriterLease(SEGMENT, SEGMENTS.one());
  private static final WriterLease TWO = new WriterLease(SEGMENT, SEGMENTS.two());
  private static final long CELL_BYTES = 64;
  private static final AtomicInteger NEXT = new AtomicInteger();

  static {
    if (!SEGMENT.reserve(SEGMENT.heapStart() + Orderings.CELLS * CELL_BYTES)) {
      throw new AssertionError("no memory for the cells");
    }
  }

  private final long words =
      SEGMENT.heapStart() + (NEXT.getAndIncrement() & Orderings.CELLS - 1) * CELL_BYTES;

  /** Both words are zero. */
  public LeaseOrdering() {
    MEMORY.set(Layouts.LONG, words, 0);
    MEMORY.set(Layouts.LONG, words + 8, 0);
  }

  /** The first member's change. */
  @Actor
  public void one(II_Result result) {
    result.r1 = change(ONE);
  }

  /** The second member's change. */
  @Actor
  public void two(II_Result result) {
    result.r2 = change(TWO);
  }

  private int change(WriterLease lease) {
    try {
      boolean wasDirty = lease.acquire(StressSegments.WAIT_NANOS);
      long first = MEMORY.get(Layouts.LONG, words) + 1;
      long second = MEMORY.get(Layouts.LONG, words + 8) + 1;
      MEMORY.set(Layouts.LONG, words, first);
      MEMORY.set(Layouts.LONG, words + 8, second);
      lease.release();
      return wasDirty || first != second ? 9 : (int) first;
    } catch (IllegalStateException e) {
      return 9;
    }
  }
}
