package io.shmstl.benchmarks;

import java.util.SplittableRandom;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A cache of {@code Long} to 100 characters, filled with {@code entries} keys, and a fixed random
 * sequence of keys and of values, prepared so that a benchmark measures the cache only. One thread.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, then calls fill()
public class LoadedCache {
  private static final String NAME = "benchmark";
  private static final int SEQUENCE_LENGTH = 1 << 17;
  private static final int VALUES = 1 << 10;
  private static final long SEED = 107;

  /** Who is measured. */
  @Param public Provider provider;

  /** How many keys are present. */
  @Param("100000")
  public int entries;

  private Cache<Long, String> cache;
  private Long[] presentKeys;
  private Long[] absentKeys;
  private String[] values;
  private int next;

  /** Creates the cache anew and fills it. */
  @Setup(Level.Trial)
  public void fill() {
    var types = new MutableConfiguration<Long, String>().setTypes(Long.class, String.class);
    provider.manager().destroyCache(NAME);
    cache = provider.manager().createCache(NAME, types);
    for (long key = 0; key < entries; key++) {
      cache.put(Payload.key(key), Payload.value(key));
    }

    SplittableRandom random = new SplittableRandom(SEED);
    presentKeys = new Long[SEQUENCE_LENGTH];
    absentKeys = new Long[SEQUENCE_LENGTH];
    for (int i = 0; i < SEQUENCE_LENGTH; i++) {
      presentKeys[i] = Payload.key(random.nextLong(entries));
      absentKeys[i] = Payload.key(entries + random.nextLong(entries));
    }
    values = new String[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = Payload.value(entries + i);
    }
  }

  /** Leaves nothing behind for the next run. */
  @TearDown(Level.Trial)
  public void destroy() {
    provider.manager().destroyCache(NAME);
    provider.manager().getCachingProvider().close();
  }

  Cache<Long, String> cache() {
    return cache;
  }

  Long nextPresentKey() {
    return presentKeys[next++ & (SEQUENCE_LENGTH - 1)];
  }

  Long nextAbsentKey() {
    return absentKeys[next++ & (SEQUENCE_LENGTH - 1)];
  }

  String nextValue() {
    return values[next & (VALUES - 1)];
  }
}
