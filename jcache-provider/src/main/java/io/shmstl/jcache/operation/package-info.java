/**
 * What the operations of a cache do to a key, and the one runner that does it.
 *
 * <p>An {@link io.shmstl.jcache.operation.Operation} looks at a {@link
 * io.shmstl.jcache.operation.LiveEntry} and says which {@link io.shmstl.jcache.operation.Step} it
 * wants; {@link io.shmstl.jcache.operation.Operations} is the table of them. Everything else is the
 * same for all and happens in {@link io.shmstl.jcache.operation.OperationRunner}, for one key or
 * for a list:
 *
 * <pre>
 * lock      the keys, in every process
 * look      read the entry; the clock is read once, at most; expired is absent
 * load      what is missing, if the operation reads through
 * decide    the operation says its step
 * write     write-through, before anything changes; what the writer refuses is left as it was
 * expire    the policy names deadlines, which may turn a step into nothing or into a removal
 * apply     bytes change, under the writer lease; no user code
 * tell      listeners
 * unlock
 * count     statistics
 * </pre>
 *
 * <p>The rules of the specification, as one table of step against entry:
 *
 * <pre>
 *          absent                              present
 * Leave    -                                   -
 * Touch    -                                   access expiry
 * Store    writer, creation expiry, CREATED    writer, update expiry, UPDATED
 * Delete   writer                              writer, REMOVED
 * </pre>
 *
 * <p>A put of a cache in which nothing of this but lock and bytes is left goes by a shorter way:
 * {@code PlainPuts}.
 *
 * <p>A value that comes from the loader is stored without writer and does not count as put. Reads
 * that can change nothing take no lock at all: {@link io.shmstl.jcache.operation.CacheReads}.
 */
@NullMarked
package io.shmstl.jcache.operation;

import org.jspecify.annotations.NullMarked;
