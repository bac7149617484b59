/**
 * The allocator of a segment: who owns which byte of the heap, and which bytes nobody owns.
 *
 * <p>The heap of a segment is a row of <em>blocks</em> without gaps, from the start of the heap to
 * the <em>next allocation address</em>. Behind that address nothing was ever handed out, or all of
 * it was given back. A block is live or free. Two maps know the free ones, {@link
 * io.shmstl.alloc.FreeBlocksBySize} and {@link io.shmstl.alloc.FreeBlocksByAddress}:
 *
 * <pre>
 *   first map    by size     class heads -&gt; lists of nodes {size, previous, next};
 *                            a node is the start of its block, so its place is the address
 *                            ^
 *   second map   by address  bits -&gt; nodes {block address, pointer to first-map node};
 *                            a node is the last word of its block
 *
 *   heapStart                                                    nextAddress    capacity
 *   | live | live | size prev next ... addr ptr | live | 1 | live |   untouched   |
 *                   ^ bit set          ^ bit set         ^ a sliver
 * </pre>
 *
 * <p>The design implements the claims of the patent the project starts from:
 *
 * <ul>
 *   <li>Claims 1 and 9: the first map has a node for each free block, with its size and its
 *       address; it answers requests for memory, and when a block is deleted its size and address
 *       are entered.
 *   <li>Claims 2 and 10: the second map has nodes with the addresses of the free blocks and
 *       pointers to their nodes in the first map.
 *   <li>Claims 3 and 11: a deleted block is coalesced with its free neighbours, found through the
 *       second map, <em>before</em> it is entered.
 *   <li>Claims 4 and 12: a request is met by a free block of exactly its size or a larger one; the
 *       remainder of a larger one goes back.
 *   <li>Claims 5 and 13: or it is met from the segment itself, at the next allocation address.
 *   <li>Claims 6, 7, 14 and 15 (in part): {@link io.shmstl.alloc.AllocatorFigures} give the
 *       segment's total size and how it is used.
 *   <li>Claims 8 and 16: both maps can be touched by one process only, the holder of the writer
 *       lease.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * {@link io.shmstl.alloc.AllocatorCheck} states them as code.
 *
 * <ol>
 *   <li>Every byte between the start of the heap and the next allocation address is in exactly one
 *       live or free block.
 *   <li>No two free blocks touch, and none ends at the next allocation address.
 *   <li>A bit of the bitmap is set for the first and for the last 8-byte unit of every free block,
 *       and for no other unit.
 *   <li>A free block of 24 bytes or more is in the first map, in the class of its size; the pointer
 *       in its second-map node leads to its first-map node. Smaller ones (<em>slivers</em>,
 *       remainders of splits) are known by address alone and live until a neighbour is freed.
 *   <li>The first word of a free block has zeros in its high 16 bits: it never is a valid entry
 *       version, whatever a stalled reader takes it for.
 * </ol>
 *
 * <h2>Crashes and damage</h2>
 *
 * All of this is <em>derived</em> state: which blocks are live follows from what the segment's
 * index and system map reach. A writer may be killed at any instruction here; the next one finds
 * the lease dirty and rebuilds both maps with {@link io.shmstl.alloc.Rebuild} from a walk over the
 * live blocks. So there is no crash point in this package. Damaged bytes are another matter: every
 * address and size read from the segment is checked before it is used and every walk is bounded, so
 * damage ends in a {@link io.shmstl.segment.CorruptException}, after which the lease has to be
 * released dirty.
 *
 * <p>Allocate and free take a constant number of steps, make no object and touch the header's first
 * lines, one class head, the bitmap's words at the block's ends, the block and its free neighbours.
 *
 * <p>Used by {@code registry} and {@code map} for memory, by {@code store} for recovery and checks.
 */
@NullMarked
package io.shmstl.alloc;

import org.jspecify.annotations.NullMarked;
