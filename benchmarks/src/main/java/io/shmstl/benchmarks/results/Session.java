package io.shmstl.benchmarks.results;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Reasons;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of the stand.
 *
 * @param results the file that keeps what is measured
 * @param log what the user sees meanwhile
 * @param isQuick whether minutes count more than the last digit
 * @param rounds how often each peer has its turn
 * @param slice how long one piece of measuring takes
 * @param warmups pieces to warm up
 * @param slices pieces to measure
 * @param peers who is measured, in this order
 * @param work a regular expression of the work to measure
 */
public record Session(
    ResultFile results,
    PrintStream log,
    boolean isQuick,
    int rounds,
    Duration slice,
    int warmups,
    int slices,
    List<PeerKind> peers,
    String work) {

  /** What may fail, and ends with a number kept. */
  public interface Attempt {
    void run() throws IOException;
  }

  /** Does something for one place of a table; a failure is kept as the reason why it is empty. */
  public void attempt(String table, String row, String column, int round, Attempt attempt)
      throws IOException {
    log.printf("%s: %s, %s (%d of %d)%n", table, row, column, round + 1, rounds);
    try {
      attempt.run();
    } catch (IOException | RuntimeException | LinkageError e) {
      String reason = Reasons.of(e);
      log.printf("  skipped: %s%n", reason);
      results.append(Measurement.missing(table, row, column, round, reason));
    }
  }

  /** What may fail for one peer in one round. */
  public interface PeerAttempt {
    void run(PeerKind peer, int round) throws IOException;
  }

  /** Attempts something for each of some peers, all of them in each round. */
  public void attemptEach(String table, String row, List<PeerKind> some, PeerAttempt attempt)
      throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (PeerKind peer : some) {
        int r = round;
        attempt(table, row, peer.title(), round, () -> attempt.run(peer, r));
      }
    }
  }

  /** Keeps a number. */
  public void keep(String table, String row, String column, int round, String unit, double value)
      throws IOException {
    results.append(Measurement.of(table, row, column, round, unit, value));
  }

  /** Keeps the reason why a place of a table is left empty. */
  public void omit(String table, String row, String column, String reason) throws IOException {
    log.printf("%s: %s, %s: %s%n", table, row, column, reason);
    results.append(Measurement.missing(table, row, column, 0, reason));
  }

  /** The file for what a child process says when it fails. */
  public Path errors(String name) {
    return results.path().resolveSibling("logs").resolve(name + ".txt");
  }

  /** The peers that JVMs share. */
  public List<PeerKind> sharedPeers() {
    return peers.stream().filter(PeerKind::isShared).toList();
  }
}
