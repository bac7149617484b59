package io.shmstl.benchmarks.hitratio;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.snapshot.SegmentFigures;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** A real shmstl cache, of values that are text of one byte a character. */
final class SharedCache implements TracedCache {
  private static final String NAME = "hit-ratio";
  private static final URI SPACE = URI.create("shmstl:benchmarks-hit-ratio");

  /** Odd: maps numbers to numbers that lie scattered and all take eight bytes. */
  private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

  private final CacheManager manager;
  private final ShmCache<Long, String> cache;
  private final Map<Integer, String> values = new HashMap<>();

  SharedCache(long capacityBytes) {
    CachingProvider provider = Caching.getCachingProvider("shmstl");
    manager = provider.getCacheManager(SPACE, provider.getDefaultClassLoader(), new Properties());
    manager.destroyCache(NAME);
    Cache<Long, String> created =
        manager.createCache(
            NAME,
            new ShmConfiguration<Long, String>()
                .setTypes(Long.class, String.class)
                .setCapacityBytes(capacityBytes));
    cache = (ShmCache<Long, String>) created;
  }

  @Override
  public boolean ask(long key, int valueLength) {
    Long scattered = key * SCATTER;
    if (cache.get(scattered) != null) {
      return true;
    }
    cache.put(scattered, values.computeIfAbsent(valueLength, "x"::repeat));
    return false;
  }

  SegmentFigures figures() {
    return cache.figures();
  }

  /** Bytes of the values that are there now. */
  long valueBytes() {
    long bytes = 0;
    for (Cache.Entry<Long, String> entry : cache) {
      bytes += entry.getValue().length();
    }
    return bytes;
  }

  @Override
  public void close() {
    manager.destroyCache(NAME);
  }
}
