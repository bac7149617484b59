package io.shmstl.benchmarks;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one thread does with a filled cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-Xmn256m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
  private static final int KEYS_AT_ONCE = 50;

  /** A key that is there. */
  @Benchmark
  public @Nullable String getHit(LoadedCache loaded) {
    return loaded.cache().get(loaded.nextPresentKey());
  }

  /** A key that is not there. */
  @Benchmark
  public @Nullable String getMiss(LoadedCache loaded) {
    return loaded.cache().get(loaded.nextAbsentKey());
  }

  /** Another value of the same length for a key that is there. */
  @Benchmark
  public void put(LoadedCache loaded) {
    loaded.cache().put(loaded.nextPresentKey(), loaded.nextValue());
  }

  /** Fifty keys that are there, in one call. */
  @Benchmark
  public Map<Long, String> getAllOf50(LoadedCache loaded) {
    Set<Long> keys = HashSet.newHashSet(KEYS_AT_ONCE);
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
      keys.add(loaded.nextPresentKey());
    }
    return loaded.cache().getAll(keys);
  }

  /** Every entry once. */
  @Benchmark
  public void iterate(LoadedCache loaded, Blackhole blackhole) {
    for (Cache.Entry<Long, String> entry : loaded.cache()) {
      blackhole.consume(entry.getValue());
    }
  }
}
