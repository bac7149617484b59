/**
 * One memory-mapped file: created whole or not at all, reserved in chunks, bounded, closed cleanly.
 *
 * <p>A space has one system segment and one segment for each cache. All have the same map:
 *
 * <pre>
 *         off         size  area
 *           0         1024  superblock    what the file is, its state, how far it is reserved  segment
 *        1024          256  writer lease  which member may change it now                       sync
 *        1280          128  versions      commit version, minimum readable version             sync
 *        1408           64  pin summary   which pins a writer must look at                     sync
 *        2048         3072  allocator     next allocation address, counters, size classes      alloc
 *        5120         3072  system map    name to address of the objects in the heap           registry
 *        8192         4096  pins          64 lines: which versions snapshots hold              sync
 *       12288        16384  key locks     256 lines: who changes which keys now                sync
 *       28672  capacity/64  bitmap        a bit for each 8 bytes: ends of free blocks          alloc
 *           .            .  fixed area    of the system segment only: 1024 members             sync
 *   heapStart            .  heap          blocks: live, free or retired                        alloc
 * reservedEnd            .  not backed    must not be touched                                  -
 *    capacity
 * </pre>
 *
 * <p>Everything is little-endian and naturally aligned ({@link io.shmstl.segment.Layouts}). An
 * address is a byte offset from the start of the file; 0 means none, so that a file can be mapped
 * anywhere. Words that different processes write stand on cache lines of their own.
 *
 * <h2>Life of a file</h2>
 *
 * <ol>
 *   <li>It is made under a temporary name in its directory, sparse and as long as its capacity. The
 *       fixed areas and the first page of the bitmap are backed by zeros really written.
 *   <li>The superblock is written but for magic and format version, then whatever the creator's
 *       rooms put in their areas, then format version and magic. A file that has the magic has the
 *       rest.
 *   <li>It gets its name by a link, which fails if the name is taken: of two creators one wins, and
 *       what has the name is complete. The temporary name is deleted, whatever happened; a killed
 *       creator leaves it behind, to be collected.
 *   <li>Whoever opens it checks owner and mode, then a heap copy of the superblock: magic, format
 *       version, byte order mark, checksum, boot id, length, kind. A wrong format is refused and
 *       never touched; contents that do not count any more ({@link
 *       io.shmstl.segment.VoidSegmentException}) are for the owner of the space to recreate.
 *   <li>It is mapped once, whole, with one shared arena, and never moves, shrinks or is mapped
 *       again.
 *   <li>It ends when its name is deleted and its state says so, for those who still map it.
 * </ol>
 *
 * <h2>Reserving</h2>
 *
 * <p>The touch of a page that a full file system cannot back is an {@code InternalError} at best
 * and the death of the JVM at worst; a write it cannot back is an ordinary error. So the holder of
 * the writer lease writes zeros before anybody touches the memory, the bitmap's part first, and
 * then publishes the reserved end with release. Whoever follows an address checks it against the
 * reserved end, which only grows ({@link io.shmstl.segment.Segment#requireReserved}). A reservation
 * that fails makes the segment full, no more.
 *
 * <h2>Interrupts and closing</h2>
 *
 * <p>An interrupt must not close a file that other threads use, or drop the kernel's locks on it:
 * all I/O goes through {@link io.shmstl.segment.UninterruptedFile}, and the one act that cannot is
 * repeated. Closing a segment while threads read it ends their reads with {@code
 * IllegalStateException}; {@link io.shmstl.segment.Segment#translate} makes the message out of it.
 */
@NullMarked
package io.shmstl.segment;

import org.jspecify.annotations.NullMarked;
