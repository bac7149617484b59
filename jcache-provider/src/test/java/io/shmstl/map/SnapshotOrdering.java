package io.shmstl.map;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.segment.ShmException;
import io.shmstl.sync.Pin;
import io.shmstl.testing.Rendezvous;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A snapshot opens while its key is replaced and the block freed: what it reads is what its version
 * had, to which the writer must keep the old entry.
 *
 * <p>First the value that was read, then whether the snapshot's version includes the replacement.
 */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "pinned before the commit: the old value")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "pinned after the commit: the new value")
@Outcome(
    id = "2, 0",
    expect = FORBIDDEN,
    desc = "a later value than the pin's: a version above the pin is passed over")
@Outcome(
    id = "1, 1",
    expect = FORBIDDEN,
    desc = "the commit version was seen, the slot was not: the slot stands before it")
@Outcome(
    expect = FORBIDDEN,
    desc = "what the pin holds was freed: either the writer sees the pin, or the pin the commit")
public class SnapshotOrdering {
  private static final StressMap MAP = StressMap.create();

  /** The snapshot was too old, though there is room to keep what it needs. */
  private static final int GIVEN_UP = -2;

  private final Rendezvous start = new Rendezvous();
  private final long key = 2L * MAP.nextCell();
  private int seen;
  private long pinned;

  /** The key has its old value. */
  public SnapshotOrdering() {
    MAP.put(key, StressMap.OLD);
  }

  /** Replaces, and uses the block again. */
  @Actor
  public void writer() {
    start.first();
    MAP.changeBoth(key, StressMap.NEW, key + 1, StressMap.OTHER);
  }

  /** Opens a snapshot, reads, closes it. */
  @Actor
  public void reader() {
    start.second();
    try (Pin pin = MAP.pin()) {
      pinned = pin.version();
      seen = MAP.getAt(key, pinned);
    } catch (ShmException e) {
      seen = GIVEN_UP;
    }
  }

  /** Finds out at which version the key was replaced. */
  @Arbiter
  public void judge(II_Result result) {
    MAP.get(key);
    result.r1 = seen;
    result.r2 = pinned >= MAP.copy().version() ? 1 : 0;
  }
}
