package io.shmstl.benchmarks.operations;

import io.shmstl.benchmarks.operations.Work.Place;
import io.shmstl.benchmarks.peer.PeerCache;
import io.shmstl.benchmarks.peer.Quote;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The work, one method each. Keys are {@code Long}, drawn evenly from 100,000 unless said; values
 * are 100 Latin-1 characters.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-Xmn256m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
  private static final int KEYS_AT_ONCE = 50;
  private static final int READS_A_WRITE = 20;

  /** A key that is there. */
  @Benchmark
  public @Nullable String getHit(Work work, Place place) throws IOException {
    return work.caches.texts().get(work.presentKey(place));
  }

  /** A key that is not there. */
  @Benchmark
  public @Nullable String getMiss(Work work, Place place) throws IOException {
    return work.caches.texts().get(work.absent[place.next()]);
  }

  /** Another value for a key that is there. */
  @Benchmark
  public void putReplace(Work work, Place place) throws IOException {
    work.caches.texts().put(work.presentKey(place), work.value(place));
  }

  /** Some keys much more often than others; every twentieth access is a put. */
  @Benchmark
  public @Nullable String zipf(Work work, Place place) throws IOException {
    int at = place.next();
    Long key = work.skewed[at];
    if (at % READS_A_WRITE == 0) {
      work.caches.texts().put(key, work.value(place));
      return null;
    }
    return work.caches.texts().get(key);
  }

  /** A new key in a cache that is full. */
  @Benchmark
  public void putEvicting(Work work, Place place) throws IOException {
    work.caches.bounded().put(place.freshKey(), work.value(place));
  }

  /** Adds one to a number, atomically. */
  @Benchmark
  public void increment(Work work, Place place) throws IOException {
    work.caches.counters().update(work.presentKey(place), number -> number + 1);
  }

  /** Fifty keys that are there, in one call. */
  @Benchmark
  public Map<Long, String> getAllOf50(Work work, Place place) throws IOException {
    Set<Long> keys = HashSet.newHashSet(KEYS_AT_ONCE);
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
      keys.add(work.presentKey(place));
    }
    return work.caches.texts().getAll(keys);
  }

  /** The value of every entry once. */
  @Benchmark
  public void iterate(Work work, Blackhole blackhole) throws IOException {
    PeerCache<String> cache = work.caches.texts();
    cache.forEach(blackhole::consume);
  }

  /** A record of four fields that is there. */
  @Benchmark
  public @Nullable Quote recordGet(Work work, Place place) throws IOException {
    return work.caches.quotes().get(work.presentKey(place));
  }

  /** Another record of four fields for a key that is there. */
  @Benchmark
  public void recordPut(Work work, Place place) throws IOException {
    work.caches.quotes().put(work.presentKey(place), work.quote(place));
  }
}
