package io.shmstl.map;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.testing.Rendezvous;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A key is removed by way of a tombstone, and another key takes slot and block, while somebody
 * reads twice.
 */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both reads before the removal")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the removal between the reads")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "both reads after the removal")
@Outcome(
    id = "0, 1",
    expect = FORBIDDEN,
    desc = "gone and back: a slot that was found empty does not show what it held before")
@Outcome(
    expect = FORBIDDEN,
    desc = "another key's value or a torn one: invalidated before the block is free")
public class RemoveOrdering {
  private static final StressMap MAP = StressMap.create();

  private final Rendezvous start = new Rendezvous();
  private final long key = 2L * MAP.nextCell();

  /** The key is there, the one that follows it is not. */
  public RemoveOrdering() {
    MAP.changeBoth(key + 1, StressMap.ABSENT, key, StressMap.OLD);
  }

  /** Removes, and uses slot and block again. */
  @Actor
  public void writer() {
    start.first();
    MAP.changeBoth(key, StressMap.ABSENT, key + 1, StressMap.OTHER);
  }

  /** Reads twice, as any process does. */
  @Actor
  public void reader(II_Result result) {
    start.second();
    result.r1 = MAP.get(key);
    result.r2 = MAP.get(key);
  }
}
