/**
 * What an open cache is made of, and its seams to the store and to the codecs.
 *
 * <p>{@link io.shmstl.jcache.cache.CacheContext} holds the parts of one cache handle. {@link
 * io.shmstl.jcache.cache.StoreGateway} is the only place where the shared store is called, and
 * {@link io.shmstl.jcache.cache.TypedCodec} the only one where keys and values become bytes: both
 * turn the failures of the rooms below into exceptions of the specification and keep the cause.
 *
 * <p>{@link io.shmstl.jcache.cache.Scratch} is the memory an operation works in, one for each
 * thread and each level of nesting.
 */
@NullMarked
package io.shmstl.jcache.cache;

import org.jspecify.annotations.NullMarked;
