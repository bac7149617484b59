package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.peer.Reasons;
import io.shmstl.benchmarks.results.Measurement;
import io.shmstl.benchmarks.results.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures all work of one peer in this JVM, once. */
public final class OperationsChild {
  /** Time in which the work that is selected is shown to the compiler, at least. */
  private static final Duration LEAST_SEEN = Duration.ofSeconds(4);

  private final PeerKind peer;
  private final int round;
  private final Duration slice;
  private final int warmups;
  private final int slices;
  private final ResultFile results;

  private OperationsChild(
      PeerKind peer, int round, Duration slice, int warmups, int slices, ResultFile results) {
    this.peer = peer;
    this.round = round;
    this.slice = slice;
    this.warmups = warmups;
    this.slices = slices;
    this.results = results;
  }

  /**
   * Arguments: the peer, the number of the round, milliseconds of a slice of time, slices to warm
   * up, slices to measure, the file of results, a regular expression of work.
   */
  public static void main(String[] args) throws IOException {
    OperationsChild child =
        new OperationsChild(
            PeerKind.valueOf(args[0]),
            Integer.parseInt(args[1]),
            Duration.ofMillis(Long.parseLong(args[2])),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            new ResultFile(Path.of(args[5])));
    long selected =
        Arrays.stream(WorkKind.values()).filter(work -> work.method().matches(args[6])).count();
    List<WorkKind> able = new ArrayList<>();
    for (WorkKind work : WorkKind.values()) {
      if (work.method().matches(args[6]) && child.isAble(work, selected)) {
        able.add(work);
      }
    }
    for (WorkKind work : able) {
      child.measure(work);
    }
    Work.close();
    System.exit(0); // some peers leave threads behind
  }

  /**
   * Whether the peer can do a work; if so it has done it for a while. Only when all work has been
   * seen is any of it measured: else the compiler is busy with the first while it is measured, and
   * what a cache learns from being read is not yet there.
   */
  private boolean isAble(WorkKind work, long selected) throws IOException {
    String refusal = tryOut(work);
    if (refusal == null) {
      try {
        run(work, 1, 0, (int) Math.max(warmups, LEAST_SEEN.dividedBy(slice) / selected));
        return true;
      } catch (RunnerException e) {
        refusal = Reasons.of(e);
      }
    }
    results.append(
        Measurement.missing(OperationsTable.NAME, work.title(), peer.title(), round, refusal));
    return false;
  }

  private void measure(WorkKind work) throws IOException {
    for (int threads = 1; threads <= work.mostThreads(); threads++) {
      try {
        report(work, threads, run(work, threads, warmups, slices));
      } catch (RunnerException e) {
        results.append(
            Measurement.missing(
                OperationsTable.NAME, work.title(threads), peer.title(), round, Reasons.of(e)));
      }
    }
  }

  /** Does the work once: whether the peer can, and whether it does what it says. */
  private @Nullable String tryOut(WorkKind work) {
    try {
      Work state = new Work();
      state.peer = peer;
      state.open();
      work.tryOut(new CacheBenchmark(), state);
      return null;
    } catch (IOException | RuntimeException | LinkageError e) {
      return Reasons.of(e);
    }
  }

  private RunResult run(WorkKind work, int threads, int unmeasured, int measured)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(CacheBenchmark.class.getName() + "." + work.method() + "$")
                .param("peer", peer.name())
                .forks(0)
                .threads(threads)
                .warmupIterations(unmeasured)
                .measurementIterations(measured)
                .warmupTime(TimeValue.milliseconds(slice.toMillis()))
                .measurementTime(TimeValue.milliseconds(slice.toMillis()))
                .addProfiler(CpuTime.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle();
  }

  private void report(WorkKind work, int threads, RunResult result) throws IOException {
    double cpuNanos =
        Objects.requireNonNull(
                result.getSecondaryResults().get(CpuTime.LABEL), "CpuTime did not report")
            .getScore();
    double wallNanos = result.getPrimaryResult().getScore();
    results.append(
        Measurement.of(
            OperationsTable.NAME,
            work.title(threads),
            peer.title(),
            round,
            work.unit(),
            cpuNanos / work.nanosOfUnit()));
    if (threads > 1) {
      results.append(
          Measurement.of(
              OperationsTable.THROUGHPUT,
              work.title(threads),
              peer.title(),
              round,
              "million/s",
              threads * 1e3 / wallNanos));
    }
  }
}
