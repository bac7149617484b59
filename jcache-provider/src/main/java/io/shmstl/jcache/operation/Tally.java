package io.shmstl.jcache.operation;

import io.shmstl.jcache.management.CacheStatistics;

/**
 * What one call has counted so far. It reaches the statistics when the call ends, however it ends;
 * while they are switched off no clock is read. Used by one thread.
 */
final class Tally implements AutoCloseable {
  private final CacheStatistics statistics;
  private final boolean isCounting;
  private final long startedNanos;
  private int hits;
  private int misses;
  private int puts;
  private int removals;

  private Tally(CacheStatistics statistics) {
    this.statistics = statistics;
    this.isCounting = statistics.isEnabled();
    this.startedNanos = isCounting ? System.nanoTime() : 0;
  }

  static Tally start(CacheStatistics statistics) {
    return new Tally(statistics);
  }

  /** Counts a key looked at. */
  void lookup(boolean found) {
    if (found) {
      hits++;
    } else {
      misses++;
    }
  }

  /** Counts a value stored. */
  void put() {
    puts++;
  }

  /** Counts an entry removed. */
  void removal() {
    removals++;
  }

  @Override
  public void close() {
    if (isCounting && (hits | misses | puts | removals) != 0) {
      statistics.add(
          new CacheStatistics.Effects(hits, misses, puts, removals),
          System.nanoTime() - startedNanos);
    }
  }
}
