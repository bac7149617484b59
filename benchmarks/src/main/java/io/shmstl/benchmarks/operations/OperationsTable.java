package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.processes.ChildJvm;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.CompilerHints;

/** Processor time of single operations, and throughput of two threads, for all peers. */
public final class OperationsTable implements Table {
  static final String NAME = "operations";

  /** Operations of two threads a second. */
  static final String THROUGHPUT = "throughput";

  private static final Duration START = Duration.ofMinutes(3);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "100,000 entries of a `Long` and 100 Latin-1 characters, keys drawn evenly and lying scattered;"
        + " processor time of the whole JVM an operation (of Redis's server too), medians of rounds, in"
        + " each of which every peer runs in a JVM of its own. `throughput`: millions of operations a"
        + " second of two threads.";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.attemptEach(
        NAME, "all work", session.peers(), (peer, round) -> measure(session, peer, round));
  }

  private static void measure(Session session, PeerKind peer, int round) throws IOException {
    List<String> flags = new ArrayList<>(ChildJvm.STEADY_HEAP);
    CompilerHints.addCompilerHints(flags); // as JMH's own forks are started
    int pieces = 0;
    for (WorkKind work : WorkKind.values()) {
      pieces += session.warmups() + (session.warmups() + session.slices()) * work.mostThreads();
    }
    try (ChildJvm child =
        ChildJvm.start(
            session.errors("operations-" + peer),
            peer,
            flags,
            OperationsChild.class,
            peer.name(),
            Integer.toString(round),
            Long.toString(session.slice().toMillis()),
            Integer.toString(session.warmups()),
            Integer.toString(session.slices()),
            session.results().path().toString(),
            session.work())) {
      child.awaitEnd(START.plus(session.slice().multipliedBy(2L * pieces)));
    }
  }
}
