package io.shmstl.benchmarks.processes;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writers in two JVMs that want the same cache, and a change of one key that takes long. */
public final class ContentionTable implements Table {
  private static final String NAME = "contention";
  private static final int ENTRIES = 100_000;
  private static final int SLICES = 4;
  private static final int WARMUP_MS = 1_500;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String explanation() {
    return "Puts that replace, keys drawn evenly from 100,000, all writers together; p50, p99.9 and"
        + " longest of one put by the clock, waiting for lease and key lock included; of shmstl also how"
        + " long all writers waited for either in a second. Held: another JVM changes one key of the"
        + " cache meanwhile, again and again, and takes 10 ms for it each time.";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.attemptEach(
        NAME, "all", session.sharedPeers(), (peer, round) -> measure(session, peer, round));
  }

  private static void measure(Session session, PeerKind peer, int round) throws IOException {
    long ms = SLICES * session.slice().toMillis();
    try (SharedDirectory directory = SharedDirectory.create();
        Caches first = Caches.start(session, peer, directory, "fill " + ENTRIES)) {
      first.answer();
      try (Caches second = Caches.start(session, peer, directory, "attach " + ENTRIES)) {
        second.answer();
        write(List.of(first, second), 1, WARMUP_MS);
        Rows rows = new Rows(session, peer, round, directory, ms);
        rows.write("1 JVM x 1 thread", List.of(first), 1);
        rows.write("1 JVM x 2 threads", List.of(first), 2);
        rows.write("2 JVMs x 1 thread", List.of(first, second), 1);
        rows.write("2 JVMs x 2 threads", List.of(first, second), 2);
        second.send("hold 1 " + ms);
        rows.write("1 JVM x 1 thread, a key held", List.of(first), 1);
        second.answer();
      }
    }
  }

  /** Puts a second of all together, then the worst of their p50, p99.9 and longest. */
  private static double[] write(List<Caches> writers, int threads, long ms) throws IOException {
    for (Caches writer : writers) {
      writer.send("write " + threads + " " + ms);
    }
    List<long[]> answers = new ArrayList<>();
    for (Caches writer : writers) {
      answers.add(writer.answer());
    }
    double[] all = new double[4];
    for (long[] answer : answers) {
      all[0] += answer[0] / 1e3;
      all[1] = Math.max(all[1], answer[1] / 1e3);
      all[2] = Math.max(all[2], answer[3] / 1e3);
      all[3] = Math.max(all[3], answer[4] / 1e3);
    }
    return all;
  }

  /** The rows of one peer in one round. */
  private record Rows(
      Session session, PeerKind peer, int round, SharedDirectory directory, long ms) {

    void write(String row, List<Caches> writers, int threads) throws IOException {
      LockWaits before = waits();
      double[] measured = ContentionTable.write(writers, threads, ms);
      LockWaits waits = waits().since(before);
      keep(row, "1000/s", measured[0]);
      keep(row + ", p50", "us", measured[1]);
      keep(row + ", p99.9", "us", measured[2]);
      keep(row + ", longest", "us", measured[3]);
      if (peer.isOurs()) {
        keep(row + ", waited for the lease, a second", "ms", waits.leaseNanos() / 1e3 / ms);
        keep(row + ", waited for key locks, a second", "ms", waits.keyLockNanos() / 1e3 / ms);
      }
    }

    private LockWaits waits() throws IOException {
      return peer.isOurs() ? LockWaits.of(directory) : new LockWaits(0, 0);
    }

    private void keep(String row, String unit, double value) throws IOException {
      session.keep(NAME, row, peer.title(), round, unit, value);
    }
  }
}
