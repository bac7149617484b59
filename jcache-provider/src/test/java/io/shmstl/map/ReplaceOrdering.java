package io.shmstl.map;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.testing.Rendezvous;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A key is replaced, and its old block is another key's at once, while somebody reads it: the whole
 * way of {@link SlotChange} against the whole way of {@link MapReader}.
 */
@JCStressTest
@State
@Outcome(id = "1", expect = ACCEPTABLE, desc = "read before the slot was stored: the old value")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "read after it: the new value")
@Outcome(
    id = "0",
    expect = FORBIDDEN,
    desc = "a miss: the slot leads to an entry at any time, so no copy may fail its check")
@Outcome(
    id = "3",
    expect = FORBIDDEN,
    desc = "another key's value: the version of a block is 0 before it is anybody else's")
@Outcome(
    expect = FORBIDDEN,
    desc = "bytes of several entries: the looks at slot and version stand behind the copy")
public class ReplaceOrdering {
  private static final StressMap MAP = StressMap.create();

  private final Rendezvous start = new Rendezvous();
  private final long key = 2L * MAP.nextCell();

  /** The key has its old value. */
  public ReplaceOrdering() {
    MAP.put(key, StressMap.OLD);
  }

  /** Replaces, and uses the block again. */
  @Actor
  public void writer() {
    start.first();
    MAP.changeBoth(key, StressMap.NEW, key + 1, StressMap.OTHER);
  }

  /** Reads as any process does. */
  @Actor
  public void reader(I_Result result) {
    start.second();
    result.r1 = MAP.get(key);
  }
}
