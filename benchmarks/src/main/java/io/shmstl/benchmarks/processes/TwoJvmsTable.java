package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;

/** Two JVMs on one cache: one reads while one writes, and how soon one sees what the other puts. */
public final class TwoJvmsTable implements Table {
  private static final String NAME = "two-jvms";
  private static final int ENTRIES = 100_000;
  private static final int STAMPS = 20_000;
  private static final int SLICES = 4;
  private static final int WARMUP_MS = 1_500;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "One JVM puts, another gets, both as fast as they can, 100,000 entries of 100 characters,"
        + " keys drawn evenly; operations a second. Visible: from the moment before a put of a `Long`"
        + " to the moment when a get in the other JVM has returned it.";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.attemptEach(
        NAME, "all", session.sharedPeers(), (peer, round) -> measure(session, peer, round));
  }

  private static void measure(Session session, PeerKind peer, int round) throws IOException {
    long ms = SLICES * session.slice().toMillis();
    try (SharedDirectory directory = SharedDirectory.create();
        Caches writer = Caches.start(session, peer, directory, "fill " + ENTRIES)) {
      writer.answer();
      try (Caches reader = Caches.start(session, peer, directory, "attach " + ENTRIES)) {
        reader.answer();
        together(writer, "write 1 " + WARMUP_MS, reader, "read 1 " + WARMUP_MS);
        long[] rates = together(writer, "write 1 " + 2 * ms, reader, "read 1 " + 2 * ms);
        session.keep(NAME, "reads beside writes", peer.title(), round, "1000/s", rates[1] / 1e3);
        session.keep(NAME, "writes beside reads", peer.title(), round, "1000/s", rates[0] / 1e3);
        long most = 10L * ms;
        together(
            writer, "stamp " + STAMPS + " " + most, reader, "watch " + STAMPS / 2 + " " + most);
        long[] seen =
            together(
                writer, "stamp " + STAMPS + " " + most, reader, "watch " + STAMPS / 2 + " " + most);
        session.keep(NAME, "visible, p50", peer.title(), round, "us", seen[1] / 1e3);
      }
    }
  }

  /** The first number of each answer. */
  private static long[] together(Caches one, String toOne, Caches other, String toOther)
      throws IOException {
    one.send(toOne);
    other.send(toOther);
    return new long[] {one.answer()[0], other.answer()[0]};
  }
}
