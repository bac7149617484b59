/**
 * Who may do what when: members, the space lock, key locks, the writer lease, commit versions and
 * pins.
 *
 * <h2>Lock order</h2>
 *
 * <ol>
 *   <li>the space lock: creating, joining, recreating, cleaning up a space; creating and destroying
 *       a cache
 *   <li>key locks, in ascending order of their stripes; user code runs under them
 *   <li>the writer lease; never user code, never another lock
 * </ol>
 *
 * <p>Each is taken in two steps: first among the threads of this process (class loader), then among
 * the processes. The order is kept in each step alike. Pins are not locks: nobody waits for one.
 * Every wait ends: in possession, or in a {@link io.shmstl.sync.LockTimeoutException} that names
 * the holder. That is also how two threads end that take keys in the wrong order.
 *
 * <h2>Members</h2>
 *
 * <p>A member is an attached process, or one of several class loaders in it. It lives as long as it
 * holds the kernel's lock on its member file. The kernel drops the lock when the process ends,
 * however it ends, and not when it is stopped, swapped out or slow; so there are no heartbeats.
 *
 * <ol>
 *   <li>To join, under the space lock: make a file with a random id as its name; lock it; fill a
 *       free slot of the member table with id, process id, start time and PID namespace; publish
 *       the slot's word, whose incarnation is one more than the last tenant's (release).
 *   <li>To ask whether {slot, incarnation} lives: read the word and the slot, and the word again.
 *       Another incarnation, or a free slot, is dead. A file that cannot be locked is alive, and so
 *       is one about which anything else went wrong. If the lock is free, a process of the same PID
 *       namespace that runs with that id and start time is still alive; otherwise it is dead.
 *   <li>To leave: let nobody take a lease, key lock or pin any more, and wait for those who hold
 *       one; free the slot; delete and unlock the file. Nothing unlocks it when the JVM shuts down:
 *       threads may write to the last.
 * </ol>
 *
 * <p><b>Why the living are not taken for dead.</b> The file is locked before its id is known to
 * anybody. The kernel drops all of a process's locks on a file when any part of the process closes
 * any descriptor of it; hence files that hold nothing and cannot be read, and ids that a JVM knows
 * as its own, in all class loaders, and never opens. Where the application breaks even that (a copy
 * of the directory, say), a process of this PID namespace is found running. Across namespaces the
 * lock alone decides: whoever copies or backs up the {@code members} directory from inside such a
 * process kills it in the eyes of the others.
 *
 * <p><b>Why the dead are not taken for living, but for a moment.</b> Two who probe the same file at
 * once exclude each other, and both call it alive; they ask again. A zombie holds no lock. A slot
 * that has a new tenant has a new incarnation. A class loader that was dropped without leaving
 * stays a member until its process ends.
 *
 * <h2>The space lock</h2>
 *
 * <p>The kernel's lock on a file of the space, behind a mutex of the whole JVM: the monitor of an
 * interned string, which all class loaders share. The mutex is given back when the file is closed,
 * not before: closing drops every lock the process has on the file, and must not meet the next
 * holder's. The file is never deleted while the space is there; a second file under its name would
 * be a second lock.
 *
 * <h2>Words with an owner</h2>
 *
 * <p>The writer lease and each key lock is a {@link io.shmstl.sync.MemberWord}: slot, incarnation
 * and count.
 *
 * <ol>
 *   <li>Free: compare-and-set to one's own slot and incarnation, count + 1.
 *   <li>Taken: spin, then park for longer and longer. A word that stays the same for a millisecond
 *       is probed, then again at growing distances; a dead owner's exact word is exchanged for
 *       one's own.
 *   <li>Give back: compare-and-set of the exact word one left, to free, count + 1. If that fails
 *       somebody took the owner for dead; the handle is poisoned, since what it did meanwhile may
 *       be half undone.
 * </ol>
 *
 * <p>Two who find the same owner dead exchange the same word: one wins. One who judged an earlier
 * tenure cannot exchange a later one: the count differs. A stopped owner is alive and keeps it. A
 * damaged word names a slot that does not exist or an incarnation that is gone, and counts as a
 * dead owner's.
 *
 * <h2>The writer lease</h2>
 *
 * <ol>
 *   <li>Take the word. If dirty is set, the last holder did not finish, and the new one recovers
 *       before anything else, however it came by the lease; otherwise set dirty, and a store-store
 *       fence.
 *   <li>Change the segment.
 *   <li>Clear dirty (release), give the word back.
 * </ol>
 *
 * <p>A holder killed between its first change and its last leaves dirty set, because the mark
 * precedes every change and is cleared after all. One killed before or after leaves a segment that
 * is whole; dirty may be set for nothing, and a recovery finds nothing to do. A holder that was
 * robbed does not clear the mark of who has it now. While {@code recovering} is set by a living
 * holder, waiters go on waiting, ten minutes at most.
 *
 * <h2>Key locks</h2>
 *
 * <p>256 stripes by the hash of the key, to be held while user code decides what becomes of a key.
 * The same thread may take a stripe again for another key (an entry processor that uses the cache),
 * not for the same one. A dead owner's stripe is taken over, and nothing needs repair: changes
 * happen under the lease.
 *
 * <h2>Commit version and pins</h2>
 *
 * <p>Each change has a version, greater than all before, and supersedes an entry that open
 * snapshots may still need. A pin says which version its snapshot reads.
 *
 * <pre>
 *   reader                                       writer, under the lease
 *   r1  own a pin (CAS), version LOW, set bit    w1  publish the change
 *   r2  full fence                               w2  publish commit version v
 *   r3  p := commit version                      w3  full fence
 *   r4  pin := p                                 w4  a pin below v? retire the old entry : free it
 * </pre>
 *
 * <p><b>Why nothing needed is freed.</b> If w4 sees the bit, it sees LOW or p. LOW holds
 * everything; p &lt; v holds the old entry, p &gt;= v does not need it. If w4 does not see the bit,
 * w3 came before r2, so r3 reads v or more: the snapshot sees the new entry. A pin's version is LOW
 * whenever its bit may be set without it being open, and LOW only keeps too much. The bit is set
 * after the owner and cleared before it, so a pin that is left behind always has a dead owner; the
 * next writer who clears, or an opener who finds no free one, takes it by compare-and-set of the
 * exact word.
 *
 * <p>Opening is wait-free: 64 attempts at most, then a probe of each owner. A stale bit costs the
 * writer a retired entry it could have freed, nothing else. Readers that stay too long are made too
 * old: the writer raises the minimum readable version, full fence, and reclaims; a reader looks at
 * it after copying, behind an acquire fence, and before it delivers.
 *
 * <h2>Between processes</h2>
 *
 * <p>The Java memory model speaks of one JVM. Here acquire, release, compare-and-set and the fences
 * are relied on for what they compile to on x86-64 and aarch64, and mappings of one file for being
 * the same coherent memory.
 */
@NullMarked
package io.shmstl.sync;

import org.jspecify.annotations.NullMarked;
