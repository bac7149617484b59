package io.shmstl.benchmarks.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws numbers from 0 on, each less often than the one before it: 1 / rank^exponent. */
public final class Zipf {
  private final double[] cumulative;
  private final SplittableRandom random;

  /** Numbers below {@code numbers}, the same sequence for the same seed. */
  public Zipf(int numbers, double exponent, long seed) {
    cumulative = new double[numbers];
    random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < numbers; i++) {
      sum += Math.pow(i + 1, -exponent);
      cumulative[i] = sum;
    }
  }

  /** The next number. */
  public int next() {
    double at = random.nextDouble(cumulative[cumulative.length - 1]);
    int found = Arrays.binarySearch(cumulative, at);
    return found >= 0 ? found : -found - 1;
  }
}
