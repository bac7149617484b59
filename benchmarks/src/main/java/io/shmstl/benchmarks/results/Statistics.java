package io.shmstl.benchmarks.results;

import java.util.Arrays;

/** What many numbers are quoted as. */
public final class Statistics {
  private Statistics() {}

  /** The one in the middle, or the mean of the two in the middle; {@code NaN} of none. */
  public static double median(double... numbers) {
    if (numbers.length == 0) {
      return Double.NaN;
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The number below which a part of all lies; the numbers are sorted by this. */
  public static long quantile(long[] numbers, double part) {
    Arrays.sort(numbers);
    return numbers[(int) Math.min(numbers.length - 1, (long) (part * numbers.length))];
  }
}
