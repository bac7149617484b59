package io.shmstl.benchmarks.hitratio;

import io.shmstl.benchmarks.workload.Zipf;
import java.util.List;
import java.util.SplittableRandom;

/** Traces that are hard for one policy or another, the same at each call. */
final class GeneratedTraces {
  private static final long SEED = 107;
  private static final double ZIPF_EXPONENT = 0.99;

  private GeneratedTraces() {}

  /** All of them, of about this many requests each. */
  static List<Trace> all(int requests) {
    return List.of(
        loop(requests),
        readTwice(requests),
        zipf(requests),
        zipfWithScans(requests),
        shift(requests));
  }

  /** Every key in turn, forever: what is evicted as the oldest is what is asked for next. */
  static Trace loop(int requests) {
    int keys = requests / 20;
    return Trace.of("loop", requests, i -> i % keys);
  }

  /** Every key exactly twice, the second time after up to a tenth of the trace. */
  static Trace readTwice(int requests) {
    SplittableRandom random = new SplittableRandom(SEED);
    int unique = requests / 2;
    int most = requests / 10;
    long[] keys = new long[2 * unique];
    boolean[] taken = new boolean[2 * unique];
    int place = 0;
    for (int key = 0; key < unique; key++) {
      while (taken[place]) {
        place++;
      }
      taken[place] = true;
      keys[place] = key;
      int again = Math.min(place + 1 + random.nextInt(most), keys.length - 1);
      while (taken[again]) {
        again = again + 1 < keys.length ? again + 1 : place + 1;
      }
      taken[again] = true;
      keys[again] = key;
    }
    return new Trace("read twice", keys);
  }

  /** Some keys often, most of them rarely. */
  static Trace zipf(int requests) {
    Zipf zipf = new Zipf(requests / 10, ZIPF_EXPONENT, SEED);
    return Trace.of("zipf", requests, _ -> zipf.next());
  }

  /** The same, and a fifth of the requests in scans over keys that never come back. */
  static Trace zipfWithScans(int requests) {
    int unique = requests / 10;
    int scan = unique / 5;
    Zipf zipf = new Zipf(unique, ZIPF_EXPONENT, SEED);
    return Trace.of(
        "zipf, scans", requests, i -> i % (5L * scan) < scan ? unique + i : zipf.next());
  }

  /** The same, but which keys are the frequent ones changes ten times. */
  static Trace shift(int requests) {
    int unique = requests / 10;
    Zipf zipf = new Zipf(unique, ZIPF_EXPONENT, SEED);
    return Trace.of(
        "zipf, shifting", requests, i -> (zipf.next() + i * 10 / requests * 7_919) % unique);
  }
}
