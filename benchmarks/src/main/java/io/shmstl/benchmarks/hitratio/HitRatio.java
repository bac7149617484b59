package io.shmstl.benchmarks.hitratio;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToIntFunction;

/**
 * Prints what traces hit in shmstl and in Caffeine, as tables in Markdown: entries of one length,
 * entries of mixed lengths, one shared cache beside several private ones.
 */
public final class HitRatio {
  private static final int[] PERCENTS = {1, 5, 10, 25, 50};
  private static final int[] MIXED_PERCENTS = {5, 10, 25, 50};
  private static final int[] CLIENTS = {2, 4, 8};
  private static final int SHARED_PERCENT = 10;
  private static final int GENERATED_REQUESTS = 200_000;

  /** Requests between two looks at how full the segment is. */
  private static final int REQUESTS_A_LOOK = 1 << 10;

  private final PrintStream out;
  private final List<Trace> traces;

  private HitRatio(PrintStream out, List<Trace> traces) {
    this.out = out;
    this.traces = traces;
  }

  /** Arguments: files of traces, beside which the generated ones run. */
  public static void main(String[] args) throws IOException {
    List<Trace> files = new ArrayList<>();
    for (String arg : args) {
      files.add(Trace.read(Path.of(arg)));
    }
    HitRatio ofFiles = new HitRatio(System.out, files);
    if (!files.isEmpty()) {
      ofFiles.oneLength();
    }
    new HitRatio(System.out, GeneratedTraces.all(GENERATED_REQUESTS)).oneLength();
    if (!files.isEmpty()) {
      ofFiles.mixedLengths();
      ofFiles.shared();
    }
  }

  private void oneLength() {
    row("trace", "keys", "1 %", "5 %", "10 %", "25 %", "50 %", "mean");
    row("---", "---", "---", "---", "---", "---", "---", "---");
    double[] means = new double[2];
    for (Trace trace : traces) {
      long unique = trace.uniqueKeys();
      List<String> cells = new ArrayList<>(List.of(trace.name(), String.format("%,d", unique)));
      double[] sums = new double[2];
      for (int percent : PERCENTS) {
        Sizing sizing = Sizing.of(unique * percent / 100);
        LongToIntFunction length = _ -> sizing.valueLength();
        HitCount ours;
        long entries;
        try (SharedCache cache = new SharedCache(sizing.capacityBytes())) {
          ours = HitCount.run(trace, length, cache);
          entries = cache.figures().map().entries();
        }
        HitCount theirs = run(trace, length, CaffeineCache.ofEntries(entries));
        cells.add(pair(ours.hitPercent(), theirs.hitPercent()));
        sums[0] += ours.hitPercent();
        sums[1] += theirs.hitPercent();
      }
      cells.add(pair(sums[0] / PERCENTS.length, sums[1] / PERCENTS.length));
      row(cells.toArray(String[]::new));
      means[0] += sums[0] / PERCENTS.length / traces.size();
      means[1] += sums[1] / PERCENTS.length / traces.size();
    }
    row("mean", "", "", "", "", "", "", pair(means[0], means[1]));
    out.println();
  }

  private void mixedLengths() {
    row("trace", "capacity", "hits", "bytes hit", "used at least", "values");
    row("---", "---", "---", "---", "---", "---");
    ValueLengths lengths = new ValueLengths();
    for (Trace trace : traces) {
      long all = lengths.bytesOf(trace);
      for (int percent : MIXED_PERCENTS) {
        long capacity = Math.max(all * percent / 100, 1 << 20);
        HitCount ours;
        long valueBytes;
        double leastUsed;
        try (SharedCache cache = new SharedCache(capacity);
            FullnessProbe probe = new FullnessProbe(cache, REQUESTS_A_LOOK)) {
          ours = HitCount.run(trace, lengths, probe);
          valueBytes = cache.valueBytes();
          leastUsed = probe.leastUsed();
        }
        HitCount theirs = run(trace, lengths, CaffeineCache.ofBytes(valueBytes));
        row(
            trace.name(),
            String.format(Locale.ROOT, "%.1f MiB", (double) capacity / (1 << 20)),
            pair(ours.hitPercent(), theirs.hitPercent()),
            pair(ours.byteHitPercent(), theirs.byteHitPercent()),
            percent(100 * leastUsed),
            percent(100.0 * valueBytes / capacity));
      }
    }
    out.println();
  }

  private void shared() {
    row(
        "trace",
        "programs",
        "entries C",
        "one shared, C",
        "each C / n",
        "each C (n times the memory)");
    row("---", "---", "---", "---", "---", "---");
    for (Trace trace : traces) {
      Sizing sizing = Sizing.of((long) trace.uniqueKeys() * SHARED_PERCENT / 100);
      LongToIntFunction length = _ -> sizing.valueLength();
      HitCount ours;
      long entries;
      try (SharedCache cache = new SharedCache(sizing.capacityBytes())) {
        ours = HitCount.run(trace, length, cache);
        entries = cache.figures().map().entries();
      }
      for (int n : CLIENTS) {
        HitCount split =
            run(trace, length, new ClientCaches(n, _ -> CaffeineCache.ofEntries(entries / n)));
        HitCount each =
            run(trace, length, new ClientCaches(n, _ -> CaffeineCache.ofEntries(entries)));
        row(
            trace.name(),
            Integer.toString(n),
            String.format("%,d", entries),
            percent(ours.hitPercent()),
            percent(split.hitPercent()),
            percent(each.hitPercent()));
      }
    }
    out.println();
  }

  private static HitCount run(Trace trace, LongToIntFunction length, TracedCache cache) {
    try (cache) {
      return HitCount.run(trace, length, cache);
    }
  }

  private static String pair(double ours, double theirs) {
    return percent(ours) + " / " + percent(theirs);
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f", percent);
  }

  private void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }
}
