package io.shmstl.benchmarks.hitratio;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;

/** Lengths of values from 16 bytes to 16 KiB, as many of each magnitude; a key's stays the same. */
final class ValueLengths implements LongToIntFunction {
  private static final int LEAST_MAGNITUDE = 4;
  private static final int MAGNITUDES = 10;

  @Override
  public int applyAsInt(long key) {
    SplittableRandom random = new SplittableRandom(key);
    int least = 1 << (LEAST_MAGNITUDE + random.nextInt(MAGNITUDES));
    return least + random.nextInt(least);
  }

  /** Bytes of the values of all keys of a trace. */
  long bytesOf(Trace trace) {
    return Arrays.stream(trace.keys()).distinct().map(this::applyAsInt).sum();
  }
}
