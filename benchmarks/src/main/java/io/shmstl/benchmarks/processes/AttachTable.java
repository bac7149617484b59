package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** From the start of a JVM to its first value. */
public final class AttachTable implements Table {
  private static final String NAME = "attach";
  private static final int ENTRIES = 100_000;
  private static final int STARTS = 7;
  private static final int QUICK_STARTS = 3;
  private static final Duration MOST = Duration.ofSeconds(60);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "Time from the start of a JVM, with its own choice of heap, to the first value out of a"
        + " cache of 100,000 entries that another JVM filled; peers that are not shared begin with an"
        + " empty cache.";
  }

  @Override
  public void measure(Session session) throws IOException {
    for (PeerKind peer : session.peers()) {
      session.attempt(NAME, "start to first get", peer.title(), 0, () -> measure(session, peer));
    }
  }

  private static void measure(Session session, PeerKind peer) throws IOException {
    try (SharedDirectory directory = SharedDirectory.create()) {
      if (!peer.isShared()) {
        start(session, peer, directory);
        return;
      }
      try (Caches holder = Caches.start(session, peer, directory, "fill " + ENTRIES)) {
        holder.answer();
        start(session, peer, directory);
      }
    }
  }

  private static void start(Session session, PeerKind peer, SharedDirectory directory)
      throws IOException {
    for (int i = 0; i < (session.isQuick() ? QUICK_STARTS : STARTS); i++) {
      long before = System.nanoTime();
      try (ChildJvm child =
          ChildJvm.start(
              session.errors("attach-" + peer),
              peer,
              List.of(),
              AttachChild.class,
              peer.name(),
              directory.path().toString(),
              Integer.toString(ENTRIES))) {
        child.await("got", MOST);
        double ms = (System.nanoTime() - before) / 1e6;
        session.keep(NAME, "start to first get", peer.title(), i, "ms", ms);
      }
    }
  }
}
