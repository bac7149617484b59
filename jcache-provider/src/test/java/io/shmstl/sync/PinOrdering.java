package io.shmstl.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.segment.Segment;
import io.shmstl.testing.Orderings;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A pin is opened while a change is committed: each stores a word and then loads the other's. First
 * whether the writer saw that something is held, then whether the pin has the change's version.
 */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the writer saw the pin and retires")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the pin has the version and needs nothing older")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both: seen while it still held everything")
@Outcome(
    id = "0, 0",
    expect = FORBIDDEN,
    desc = "freed under a pin: a full fence stands between store and load on both sides")
public class PinOrdering {
  private static final StressSegments SEGMENTS = StressSegments.create(Orderings.CELLS);
  private static final Pins[] WRITERS = new Pins[Orderings.CELLS];
  private static final Pins[] READERS = new Pins[Orderings.CELLS];

  static {
    for (int i = 0; i < Orderings.CELLS; i++) {
      WRITERS[i] = new Pins(SEGMENTS.get(i), SEGMENTS.one());
      READERS[i] = new Pins(SEGMENTS.get(i), SEGMENTS.two());
    }
  }

  private final int index = SEGMENTS.nextIndex();
  private final Segment segment = SEGMENTS.get(index);
  private final long version = CommitVersion.current(segment) + 1;
  private @Nullable Pin pin;

  /** Commits a change, and looks whether what it superseded is needed. */
  @Actor
  public void writer(II_Result result) {
    CommitVersion.publish(segment, version);
    // full fence: as in SlotChange.commit.
    VarHandle.fullFence();
    result.r1 = WRITERS[index].isAnyBelow(version) ? 1 : 0;
  }

  /** Opens a pin. */
  @Actor
  public void reader(II_Result result) {
    Pin opened = READERS[index].open();
    result.r2 = opened.version() >= version ? 1 : 0;
    pin = opened;
  }

  /** Gives the pin back. */
  @Arbiter
  public void close(II_Result result) {
    Objects.requireNonNull(pin).close();
  }
}
