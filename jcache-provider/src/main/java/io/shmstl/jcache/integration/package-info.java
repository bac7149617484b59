/**
 * The user's loader and writer, called from ours: read-through and write-through.
 *
 * <p>Each is called in one place only, {@link io.shmstl.jcache.integration.LoaderGateway} and
 * {@link io.shmstl.jcache.integration.WriterGateway}, which turn whatever it throws into the
 * exception the specification names and keep the cause. Both run on the calling thread under the
 * locks of the keys they are called for, never under the writer lease.
 */
@NullMarked
package io.shmstl.jcache.integration;

import org.jspecify.annotations.NullMarked;
