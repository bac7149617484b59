package io.shmstl.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link CacheBenchmark} in rounds; each round forks every provider once, one after the other,
 * so that a noisy minute of the machine meets both. Prints medians over the rounds and their
 * ratios.
 */
public final class Compare {
  private static final int DEFAULT_ROUNDS = 5;

  /** Benchmark name, then provider, to the processor time of each round, in ns an operation. */
  private final Map<String, Map<Provider, double[]>> nanosOfRounds = new TreeMap<>();

  private final int rounds;

  private Compare(int rounds) {
    this.rounds = rounds;
  }

  /** Arguments: the number of rounds, then a regular expression of benchmarks; both optional. */
  public static void main(String[] args) throws RunnerException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    String include = args.length > 1 ? args[1] : CacheBenchmark.class.getSimpleName();
    Compare compare = new Compare(rounds);
    for (int round = 0; round < rounds; round++) {
      for (Provider provider : Provider.values()) {
        compare.run(round, provider, include);
      }
    }
    compare.print();
  }

  private void run(int round, Provider provider, String include) throws RunnerException {
    System.out.printf("round %d of %d: %s%n", round + 1, rounds, provider);
    var options =
        new OptionsBuilder()
            .include(include)
            .param("provider", provider.name())
            .forks(1)
            .addProfiler(CpuTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    for (RunResult result : new Runner(options).run()) {
      String name = result.getPrimaryResult().getLabel();
      nanosOfRounds.computeIfAbsent(name, _ -> new EnumMap<>(Provider.class))
              .computeIfAbsent(provider, _ -> new double[rounds])[round] =
          cpuNanos(result);
    }
  }

  private static double cpuNanos(RunResult result) {
    var cpu = result.getSecondaryResults().get(CpuTime.LABEL);
    return requireNonNull(cpu, "CpuTime did not report").getScore();
  }

  private void print() {
    System.out.printf("%nCPU ns/op, median of %d rounds%n%-12s", rounds, "");
    Arrays.stream(Provider.values()).forEach(p -> System.out.printf("%12s", p));
    System.out.printf("%24s%n", Provider.SHMSTL + "/" + Provider.CAFFEINE);
    nanosOfRounds.forEach((name, nanos) -> {
      System.out.printf("%-12s", name);
      for (Provider provider : Provider.values()) {
        System.out.printf(Locale.ROOT, "%12.0f", median(roundsOf(nanos, provider)));
      }
      System.out.printf(Locale.ROOT, "%24.2f%n", medianRatio(nanos));
    });
  }

  /** The median of the ratios of the rounds: each compares neighbours in time. */
  private double medianRatio(Map<Provider, double[]> nanos) {
    double[] ours = roundsOf(nanos, Provider.SHMSTL);
    double[] theirs = roundsOf(nanos, Provider.CAFFEINE);
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    return median(ratios);
  }

  private double[] roundsOf(Map<Provider, double[]> nanos, Provider provider) {
    return nanos.getOrDefault(provider, new double[rounds]);
  }

  private static double median(double[] numbers) {
    double[] sorted = DoubleStream.of(numbers).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
