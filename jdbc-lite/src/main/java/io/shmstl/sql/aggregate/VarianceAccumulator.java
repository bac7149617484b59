package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** Variance and standard deviation, by Welford's method: one pass, without cancellation. */
final class VarianceAccumulator implements Accumulator {
  private final boolean isSample;
  private final boolean isRoot;
  private long count;
  private double mean;
  private double squares;

  VarianceAccumulator(boolean isSample, boolean isRoot) {
    this.isSample = isSample;
    this.isRoot = isRoot;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    double x = (Double) value;
    count++;
    if (count == 1) {
      mean = x;
      return;
    }
    double delta = x - mean;
    mean += delta / count;
    squares += delta * (x - mean);
  }

  @Override
  public @Nullable Object result() {
    long divisor = isSample ? count - 1 : count;
    if (divisor < 1) {
      return null;
    }
    double variance = squares / divisor;
    return isRoot ? Math.sqrt(variance) : variance;
  }
}
