package io.shmstl.benchmarks.hitratio;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A Caffeine cache of lengths instead of values: what it keeps depends on nothing else. Its
 * maintenance runs in the caller and behind every request, so that it counts the same each time and
 * forgets no read, as it may when it is busy.
 */
final class CaffeineCache implements TracedCache {
  private final Cache<Long, Integer> cache;

  private CaffeineCache(Caffeine<? super Long, ? super Integer> builder) {
    cache = builder.executor(Runnable::run).build();
  }

  /** One that holds so many entries. */
  static CaffeineCache ofEntries(long entries) {
    return new CaffeineCache(Caffeine.newBuilder().maximumSize(entries));
  }

  /** One whose values have so many bytes together. */
  static CaffeineCache ofBytes(long bytes) {
    return new CaffeineCache(
        Caffeine.newBuilder().maximumWeight(bytes).weigher((Long _, Integer length) -> length));
  }

  @Override
  public boolean ask(long key, int valueLength) {
    boolean isHit = cache.getIfPresent(key) != null;
    if (!isHit) {
      cache.put(key, valueLength);
    }
    cache.cleanUp();
    return isHit;
  }

  @Override
  public void close() {
    cache.invalidateAll();
  }
}
