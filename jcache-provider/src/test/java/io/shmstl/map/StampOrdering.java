package io.shmstl.map;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.segment.Layouts;
import io.shmstl.testing.Rendezvous;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A process keeps a value with the stamp of its bucket while the key is replaced: as long as the
 * stamp stays the same, the value is the one that counts.
 *
 * <p>First the value that was read, then the stamp under which it may be kept: 0 none, 1 the one of
 * the old value, 2 the one that stands at the end.
 */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the old value, not kept")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "the new value, not kept")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the old value, until the stamp changes")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the new value, kept")
@Outcome(
    id = "1, 2",
    expect = FORBIDDEN,
    desc = "the old value for ever: the stamp is even again only when the new one shows")
@Outcome(
    id = "2, 1",
    expect = FORBIDDEN,
    desc = "others still hit the old value that this one no longer saw: odd before it shows")
@Outcome(expect = FORBIDDEN, desc = "no value at all, though the key is always there")
public class StampOrdering {
  private static final StressMap MAP = StressMap.create();
  private static final VarHandle STAMP = Layouts.LONG.varHandle();

  /** Keys of which no two have the same home bucket. */
  private static final long[] KEYS = MAP.keysOfDifferentBuckets();

  private final Rendezvous start = new Rendezvous();
  private final long key = KEYS[MAP.nextCell()];
  private final long address = MAP.stampAddress(key);
  private final long stampOfOld;
  private int seen;
  private long kept;

  /** The key has its old value. */
  public StampOrdering() {
    MAP.put(key, StressMap.OLD);
    stampOfOld = stamp();
  }

  /** Replaces. */
  @Actor
  public void writer() {
    start.first();
    MAP.put(key, StressMap.NEW);
  }

  /** Reads the value and then asks for its stamp. */
  @Actor
  public void reader() {
    start.second();
    seen = MAP.get(key);
    kept = seen == StressMap.ABSENT ? 0 : MAP.stampOfCopy();
  }

  /** Compares with the stamps of before and after. */
  @Arbiter
  public void judge(II_Result result) {
    result.r1 = seen;
    if (kept != 0) {
      result.r2 = kept == stampOfOld ? 1 : kept == stamp() ? 2 : -1;
    }
  }

  private long stamp() {
    return (long) STAMP.getAcquire(MAP.memory(), address);
  }
}
