/**
 * Listeners and what reaches them: the changes this JVM makes to a cache.
 *
 * <p>An operation collects its {@link io.shmstl.jcache.event.Change}s and hands them to {@link
 * io.shmstl.jcache.event.CacheEvents} once they are in the segment, still under the lock of their
 * keys and never under the writer lease. So the changes of one key arrive in the order in which
 * they were made:
 *
 * <pre>
 * synchronous   on the calling thread, under the key's lock; what a listener throws reaches the
 *               caller as CacheEntryListenerException, after every other listener had its turn;
 *               the change stays
 * asynchronous  entered into the listener's own first-in-first-out queue under the key's lock and
 *               delivered by a daemon thread, one batch after the other; what a listener throws
 *               is logged
 * </pre>
 *
 * <p>A queue holds {@value io.shmstl.jcache.event.DeliveryQueue#CAPACITY} changes. Nothing is
 * dropped when it is full: who makes changes faster than a listener takes them waits for room,
 * after the lock is released. Closing a cache waits a bounded time for what is still queued, and
 * logs the number of changes that a listener left untaken.
 *
 * <p>Old values reach a listener only if its registration asks for them, and then they are copies.
 */
@NullMarked
package io.shmstl.jcache.event;

import org.jspecify.annotations.NullMarked;
