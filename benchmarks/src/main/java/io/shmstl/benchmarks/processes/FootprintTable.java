package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.util.Locale;

/** Bytes an entry takes, on the heap and outside it. */
public final class FootprintTable implements Table {
  private static final String NAME = "footprint";
  private static final int[] FILLINGS = {900_000, 1_000_000, 1_800_000};
  private static final int[] QUICK_FILLINGS = {1_000_000};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "Bytes an entry of 8 + 100 bytes takes, everything included; on the heap as the collector"
        + " sees it, in each JVM, elsewhere as the peer tells it. Peers that tell nothing and have"
        + " nothing on the heap are left out.";
  }

  @Override
  public void measure(Session session) throws IOException {
    for (PeerKind peer : session.peers()) {
      for (int entries : session.isQuick() ? QUICK_FILLINGS : FILLINGS) {
        String row = String.format(Locale.ROOT, "%,d entries", entries);
        session.attempt(NAME, row, peer.title(), 0, () -> measure(session, peer, row, entries));
      }
    }
  }

  private static void measure(Session session, PeerKind peer, String row, int entries)
      throws IOException {
    try (SharedDirectory directory = SharedDirectory.create();
        Caches caches = Caches.start(session, peer, directory, "fill " + entries)) {
      caches.answer();
      caches.send("size");
      double bytes = caches.answer()[0];
      session.keep(NAME, row, peer.title(), 0, "bytes", bytes / entries);
    }
  }
}
