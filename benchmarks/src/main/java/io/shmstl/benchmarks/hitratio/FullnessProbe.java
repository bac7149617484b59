package io.shmstl.benchmarks.hitratio;

import io.shmstl.snapshot.SegmentFigures;

/** Looks, while a trace runs, at how full a segment is once it evicts. */
final class FullnessProbe implements TracedCache {
  /** What a segment keeps for itself: superblock, locks, pins; and a bit for each 8 bytes. */
  private static final long FIXED_BYTES = 28_672;

  private static final int BITMAP_SHARE = 64;

  private final SharedCache cache;
  private final int requestsALook;
  private double leastUsed = 1;
  private int requests;

  FullnessProbe(SharedCache cache, int requestsALook) {
    this.cache = cache;
    this.requestsALook = requestsALook;
  }

  /** The least part of the heap that was in live blocks, the index's included. */
  double leastUsed() {
    return leastUsed;
  }

  @Override
  public boolean ask(long key, int valueLength) {
    if (++requests % requestsALook == 0) {
      SegmentFigures figures = cache.figures();
      if (figures.map().evictions() > 0) {
        long total = figures.totalBytes();
        double heap = total - FIXED_BYTES - (double) total / BITMAP_SHARE;
        leastUsed = Math.min(leastUsed, figures.usedBytes() / heap);
      }
    }
    return cache.ask(key, valueLength);
  }

  @Override
  public void close() {
    // the cache is its maker's to close
  }
}
