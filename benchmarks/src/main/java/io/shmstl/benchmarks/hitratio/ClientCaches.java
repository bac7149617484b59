package io.shmstl.benchmarks.hitratio;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Several programs with a cache each, to which a balancer deals the requests of one trace at
 * random.
 */
final class ClientCaches implements TracedCache {
  private static final long SEED = 107;

  private final List<TracedCache> caches;
  private final SplittableRandom balancer = new SplittableRandom(SEED);

  /** Makes a cache for each client, from its number. */
  ClientCaches(int clients, LongFunction<TracedCache> make) {
    caches = LongStream.range(0, clients).mapToObj(make).toList();
  }

  @Override
  public boolean ask(long key, int valueLength) {
    return caches.get(balancer.nextInt(caches.size())).ask(key, valueLength);
  }

  @Override
  public void close() {
    caches.forEach(TracedCache::close);
  }
}
