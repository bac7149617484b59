package io.shmstl.benchmarks;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.processes.ChildJvm;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@link SqlCompare} as a table of the stand. */
final class SqlTable implements Table {
  static final String NAME = "sql";

  private static final int QUICK_ROUNDS = 3;
  private static final Duration MOST = Duration.ofMinutes(5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "A million rows of long, long, varchar, int, double and timestamp as records in a cache, and"
        + " the same in H2 in memory in the same JVM; processor time of the thread, medians of turns.";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.attempt(NAME, "all queries", "shmstl", 0, () -> measureOnce(session));
  }

  private static void measureOnce(Session session) throws IOException {
    try (ChildJvm child =
        ChildJvm.start(
            session.errors(NAME),
            PeerKind.SHMSTL,
            List.of("-Xmx4g"),
            SqlCompare.class,
            session.results().path().toString(),
            Integer.toString(session.isQuick() ? QUICK_ROUNDS : SqlCompare.ROUNDS))) {
      child.awaitEnd(MOST);
    }
  }
}
