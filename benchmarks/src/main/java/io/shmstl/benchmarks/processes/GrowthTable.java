package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.util.List;

/** How long single puts take while a cache grows from nothing. */
public final class GrowthTable implements Table {
  private static final String NAME = "growth";
  private static final int ENTRIES = 1_000_000;
  private static final String ALL = "all";
  private static final String LEFT_OUT =
      "left out of the short form: each put is a round trip over a socket, so a million take longer"
          + " than those of the peers above together";
  private static final String[] ROWS = {"p50", "p99", "p99.9", "longest"};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "Time of single puts by the clock while a cache grows from 0 to 1,000,000 entries, from the"
        + " first call of a new JVM on; pauses of the collector and of the machine are in it.";
  }

  @Override
  public void measure(Session session) throws IOException {
    List<PeerKind> peers =
        session.isQuick()
            ? session.sharedPeers().stream().filter(peer -> !peer.isServer()).toList()
            : session.peers();
    session.attemptEach(NAME, ALL, peers, (peer, round) -> measure(session, peer, round));
    if (session.isQuick()) {
      for (PeerKind peer : session.peers()) {
        if (peer.isServer()) {
          session.omit(NAME, ALL, peer.title(), LEFT_OUT);
        }
      }
    }
  }

  private static void measure(Session session, PeerKind peer, int round) throws IOException {
    try (SharedDirectory directory = SharedDirectory.create();
        Caches caches = Caches.start(session, peer, directory, "grow " + ENTRIES)) {
      long[] nanos = caches.answer();
      for (int i = 0; i < ROWS.length; i++) {
        session.keep(NAME, ROWS[i], peer.title(), round, "us", nanos[i] / 1e3);
      }
    }
  }
}
