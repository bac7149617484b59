package io.shmstl.jcache.cache;

import io.shmstl.jcache.event.CacheEvents;
import io.shmstl.jcache.expiry.EntryExpiry;
import io.shmstl.jcache.expiry.Moment;
import io.shmstl.jcache.integration.LoaderGateway;
import io.shmstl.jcache.integration.WriterGateway;
import io.shmstl.jcache.management.CacheStatistics;
import io.shmstl.jcache.near.NearTier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one cache handle, shared by all its operations.
 *
 * @param name name of the cache
 * @param store the shared contents
 * @param near decoded values on this JVM's heap; null if the cache keeps none
 * @param keys turns keys into bytes
 * @param values turns values into bytes
 * @param expiry deadlines of the entries
 * @param events listeners of this JVM
 * @param loader loads for {@code loadAll} and, if {@code readsThrough}, for reads; null if none
 * @param readsThrough whether a read that misses asks the loader
 * @param writer writes and deletes before the cache does; null unless the cache writes through
 * @param statistics counts of this handle
 * @param clockMs the wall clock in milliseconds
 */
public record CacheContext<K, V>(
    String name,
    StoreGateway store,
    @Nullable NearTier<V> near,
    TypedCodec<K> keys,
    TypedCodec<V> values,
    EntryExpiry expiry,
    CacheEvents<K, V> events,
    @Nullable LoaderGateway<K, V> loader,
    boolean readsThrough,
    @Nullable WriterGateway<K, V> writer,
    CacheStatistics statistics,
    LongSupplier clockMs) {
  /** The moment of an operation that starts. */
  public Moment moment() {
    return new Moment(clockMs);
  }

  /**
   * Whether it makes no difference if a stored key was there before: no listener hears of it, and
   * both ways the entry is eternal.
   */
  public boolean treatsUpdatesAsCreations() {
    return expiry.isEternal() && !events.hasListeners();
  }

  /** The loader that a read which misses asks, null if it asks none. */
  public @Nullable LoaderGateway<K, V> readLoader() {
    return readsThrough ? loader : null;
  }
}
