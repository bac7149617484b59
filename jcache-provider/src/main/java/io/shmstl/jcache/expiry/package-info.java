/**
 * When an entry ends: an {@code ExpiryPolicy} turned into deadlines.
 *
 * <p>A deadline is a point on the wall clock in milliseconds. Three values stand for something
 * else: {@link io.shmstl.jcache.expiry.EntryExpiry#ETERNAL} never passes, {@link
 * io.shmstl.jcache.expiry.EntryExpiry#AT_ONCE} has passed already, and {@link
 * io.shmstl.jcache.expiry.EntryExpiry#UNCHANGED} keeps the deadline there is. An entry has expired
 * when its deadline is not after the {@link io.shmstl.jcache.expiry.Moment} of the operation that
 * looks at it; the clock is read at most once for an operation, and never for eternal entries.
 *
 * <p>The policies of the specification become constants ({@link
 * io.shmstl.jcache.expiry.StandardExpiry}) which are also what is stored and compared; any other
 * policy is user code, called under the key's lock and never under the writer lease.
 */
@NullMarked
package io.shmstl.jcache.expiry;

import org.jspecify.annotations.NullMarked;
