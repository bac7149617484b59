package io.shmstl.jcache.process;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;

/** How long something took, many times; any thread adds. */
final class Latencies {
  private final AtomicLongArray byPowerOfTwo = new AtomicLongArray(Long.SIZE);
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  void add(long nanos) {
    byPowerOfTwo.incrementAndGet(Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, nanos)));
    longest.accumulate(nanos);
  }

  double longestMs() {
    return longest.get() / 1e6;
  }

  /** A bound that this share of them kept, exact to a factor of two. */
  private double boundMs(double share) {
    long wanted = (long) Math.ceil(share * count());
    long seen = 0;
    for (int power = 0; power < Long.SIZE - 1; power++) {
      seen += byPowerOfTwo.get(power);
      if (seen >= wanted) {
        return (1L << (power + 1)) / 1e6;
      }
    }
    return longestMs();
  }

  private long count() {
    long count = 0;
    for (int power = 0; power < Long.SIZE; power++) {
      count += byPowerOfTwo.get(power);
    }
    return count;
  }

  @Override
  public String toString() {
    return "%,d, half of them within %.4f ms, 99.9 %% within %.2f ms, longest %.1f ms"
        .formatted(count(), boundMs(0.5), boundMs(0.999), longestMs());
  }
}
