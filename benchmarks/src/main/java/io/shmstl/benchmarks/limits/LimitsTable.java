package io.shmstl.benchmarks.limits;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.processes.ChildJvm;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.time.Duration;

/** Physical limits, each measured in rounds in one JVM. */
public final class LimitsTable implements Table {
  static final String NAME = "limits";

  private static final Duration MOST = Duration.ofMinutes(3);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "What the machine allows: loads of which each needs the one before it, in a mapped file of"
        + " 4 KiB pages; one core's copy; compare-and-set of a line that nobody else wants; a line that"
        + " two cores change in turn through a mapped file, one way; what a `get` has to do besides:"
        + " decode, hash, read the clock. By the clock, medians of five.";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.attempt(NAME, "all", "machine", 0, () -> measureOnce(session));
  }

  private static void measureOnce(Session session) throws IOException {
    try (ChildJvm child =
        ChildJvm.start(
            session.errors(NAME),
            PeerKind.SHMSTL,
            ChildJvm.STEADY_HEAP,
            LimitsChild.class,
            session.results().path().toString())) {
      child.awaitEnd(MOST);
    }
  }
}
