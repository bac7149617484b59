package io.shmstl.jcache.cache;

import io.shmstl.segment.ShmException;
import io.shmstl.store.CacheDestroyedException;
import javax.cache.CacheException;

/** The store's failures as the specification's: the one place where they are translated. */
public final class StoreErrors {
  private StoreErrors() {}

  /**
   * What the caller of a cache gets to see; an exception that is no failure of the store is
   * returned as it is.
   *
   * @param cache name of the cache it happened in
   */
  public static RuntimeException translated(String cache, RuntimeException e) {
    if (e instanceof CacheDestroyedException) {
      return new IllegalStateException(e.getMessage(), e);
    }
    if (e instanceof ShmException) {
      return new CacheException("cache " + cache + ": " + e.getMessage(), e);
    }
    return e;
  }
}
