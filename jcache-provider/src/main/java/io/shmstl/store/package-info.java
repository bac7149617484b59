/**
 * The door to what lies in shared memory: spaces, the caches in them, attaching, destroying,
 * recovering, checking.
 *
 * <pre>
 * Space ── SharedSpace ── SystemSegment    registry of caches, member table
 *               │                           (SpaceEntrance is the way in)
 *           OpenCaches                      which segments are open, and how often
 *               │
 *               └── CacheSegment           map, key locks, pins, schemas of one cache
 *                        │
 *   CacheStore ──────────┘                 handle: get, lock, write (Batch), entries, figures
 * </pre>
 *
 * <p><b>Lock order.</b> The space's lock, then key locks in ascending order of stripes, then a
 * writer lease. Nothing takes a key lock or the space's lock under a lease; a reader takes none of
 * them.
 *
 * <p><b>Recovery.</b> Whoever takes a writer lease and finds its segment dirty recovers it before
 * it changes anything ({@code WriteAccess}): the published slots of the index are the only truth,
 * both free maps and every count are made again from them.
 */
@NullMarked
package io.shmstl.store;

import org.jspecify.annotations.NullMarked;
