package io.shmstl.jcache;

import io.shmstl.jcache.cache.UserObjects;
import io.shmstl.store.CacheStore;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What was opened for a cache handle and is closed with it.
 *
 * @param store the shared contents
 * @param policy the expiry policy, one of the user's objects
 * @param nearBytes most bytes of the heap for decoded values; 0 keeps none, null a shared budget
 * @param objects what the configuration's factories have made so far
 */
record CacheParts(
    CacheStore store, ExpiryPolicy policy, @Nullable Long nearBytes, UserObjects objects)
    implements AutoCloseable {
  @Override
  public void close() {
    objects.close();
    store.close();
  }
}
