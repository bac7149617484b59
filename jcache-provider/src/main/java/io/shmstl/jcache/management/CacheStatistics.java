package io.shmstl.jcache.management;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * What one cache handle did: counts and times of this JVM alone. Any thread may add and read; a
 * reader may see an operation half counted.
 */
public final class CacheStatistics implements CacheStatisticsMXBean {
  private static final float NANOS_IN_MICRO = 1_000f;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder getNanos = new LongAdder();
  private final LongAdder putNanos = new LongAdder();
  private final LongAdder removeNanos = new LongAdder();
  private final LongSupplier evictions;
  private volatile long evictionsCleared;
  private volatile boolean enabled;

  /**
   * Statistics that are switched off and zero.
   *
   * @param evictions how many entries this handle has evicted so far
   */
  public CacheStatistics(LongSupplier evictions) {
    this.evictions = evictions;
  }

  /** Whether operations count. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Switches counting; counts are kept. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /**
   * Adds what one operation did. Its time counts for each kind of thing it did.
   *
   * @param effects hits, misses, puts and removals
   * @param nanos how long all of it took
   */
  public void add(Effects effects, long nanos) {
    if (effects.hits() > 0) {
      hits.add(effects.hits());
    }
    if (effects.misses() > 0) {
      misses.add(effects.misses());
    }
    if (effects.hits() + effects.misses() > 0) {
      getNanos.add(nanos);
    }
    if (effects.puts() > 0) {
      puts.add(effects.puts());
      putNanos.add(nanos);
    }
    if (effects.removals() > 0) {
      removals.add(effects.removals());
      removeNanos.add(nanos);
    }
  }

  /** Adds one read that found its key. */
  public void addHit(long nanos) {
    hits.increment();
    getNanos.add(nanos);
  }

  /** Adds one read that did not find its key. */
  public void addMiss(long nanos) {
    misses.increment();
    getNanos.add(nanos);
  }

  @Override
  public void clear() {
    evictionsCleared = evictions.getAsLong();
    for (LongAdder counter :
        new LongAdder[] {hits, misses, puts, removals, getNanos, putNanos, removeNanos}) {
      counter.reset();
    }
  }

  @Override
  public long getCacheHits() {
    return hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits());
  }

  @Override
  public long getCacheMisses() {
    return misses.sum();
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(getCacheMisses());
  }

  @Override
  public long getCacheGets() {
    return getCacheHits() + getCacheMisses();
  }

  @Override
  public long getCachePuts() {
    return puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return evictions.getAsLong() - evictionsCleared;
  }

  @Override
  public float getAverageGetTime() {
    return averageMicros(getNanos, getCacheGets());
  }

  @Override
  public float getAveragePutTime() {
    return averageMicros(putNanos, getCachePuts());
  }

  @Override
  public float getAverageRemoveTime() {
    return averageMicros(removeNanos, getCacheRemovals());
  }

  private float percentage(long part) {
    long gets = getCacheGets();
    return gets == 0 ? 0f : 100f * part / gets;
  }

  private static float averageMicros(LongAdder nanos, long count) {
    return count == 0 ? 0f : nanos.sum() / NANOS_IN_MICRO / count;
  }

  /**
   * What an operation did, by the table of the specification.
   *
   * @param hits keys looked up and found
   * @param misses keys looked up and not found
   * @param puts values stored
   * @param removals entries removed
   */
  public record Effects(int hits, int misses, int puts, int removals) {}
}
