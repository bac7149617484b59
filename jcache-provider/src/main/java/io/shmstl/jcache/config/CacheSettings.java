package io.shmstl.jcache.config;

import io.shmstl.jcache.expiry.StandardExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What the sources say about one cache; a null component is one that nobody set.
 *
 * @param capacityBytes most bytes the cache takes
 * @param keyCodec class name of the codec for keys
 * @param valueCodec class name of the codec for values
 * @param expiry expiry of a cache whose own configuration says eternal
 * @param nearBytes most bytes of the heap for decoded values; 0 keeps none
 * @param statistics whether statistics are kept from the start
 * @param management whether the configuration MBean is registered from the start
 * @param onMismatch what to do about a stored configuration that differs; never null
 */
public record CacheSettings(
    @Nullable Long capacityBytes,
    @Nullable String keyCodec,
    @Nullable String valueCodec,
    @Nullable StandardExpiry expiry,
    @Nullable Long nearBytes,
    @Nullable Boolean statistics,
    @Nullable Boolean management,
    MismatchPolicy onMismatch) {}
