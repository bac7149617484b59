package io.shmstl.benchmarks;

import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** The JCache providers that are compared, and how to ask each for room enough. */
public enum Provider {
  /** Entries in a shared segment; the default capacity of 10 MB would evict what is measured. */
  SHMSTL("shmstl", "shmstl:" + Provider.SHMSTL_SPACE + "?capacity=1g"),

  /** Entries on the heap, by value, unbounded. */
  CAFFEINE("com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider", "benchmarks");

  /** Name of the space that {@link #SHMSTL} works in. */
  static final String SHMSTL_SPACE = "benchmarks";

  private final String className;
  private final URI managerUri;

  Provider(String className, String managerUri) {
    this.className = className;
    this.managerUri = URI.create(managerUri);
  }

  /** The manager for benchmarks; the same one at each call. */
  CacheManager manager() {
    CachingProvider provider = Caching.getCachingProvider(className);
    return provider.getCacheManager(managerUri, provider.getDefaultClassLoader(), new Properties());
  }
}
