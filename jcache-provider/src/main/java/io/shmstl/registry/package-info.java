/**
 * The system map of a segment, and the registry of caches in the system segment.
 *
 * <p>Every segment has a <em>system map</em> anchored at a fixed address: it leads from names to
 * the addresses of the objects in the segment. What a segment holds, its index, its schemas, its
 * table of caches, is found there.
 *
 * <pre>
 *   anchor             block of an object: one allocation
 *   heads of buckets   | object, rounded up to 8 | next, checksum, bytes, address, name |
 *      |               ^ the object's address    ^ the node
 *      +-----------------------------------------+ -&gt; next node of the bucket
 * </pre>
 *
 * <p>The object {@code caches} of the system segment is the <em>registry</em>: a table of slots,
 * each with the address of a cache's descriptor ({@link io.shmstl.registry.CacheRegistry}).
 *
 * <p>The design implements these claims of the patent the project starts from:
 *
 * <ul>
 *   <li>Claims 17 and 25: a segment is created with a system map anchored in it, and the user's
 *       object is inserted: its name and its address.
 *   <li>Claims 19 to 21: an object has a name; a name that is known returns the object's address;
 *       one that is not makes the object.
 *   <li>Claims 22 to 24: an unknown name returns the next allocation address, the object's space is
 *       allocated there, the next allocation address grows by its size, and all of it is
 *       synchronized between processes: it happens under the writer lease.
 * </ul>
 *
 * <h2>Readers and the writer</h2>
 *
 * Changes need the writer lease of the segment; lookups need nothing and wait for nobody.
 *
 * <p>An object is made in three steps: take a block, fill object and node, publish the node by one
 * release store of its bucket's head. A reader that acquires the head sees all of it. Nodes never
 * change and are never taken out, so a reader may stand on one for as long as it likes. A writer
 * killed before the store has made nothing: no one reaches the block, and recovery finds it free.
 * Killed after it, the object is there.
 *
 * <p>Descriptors of caches are immutable too, but are replaced and removed: their blocks are
 * reused. A reader copies one, then looks at the slot again; if the slot's word has changed, the
 * copy counts for nothing and it starts over. The word has a generation, so that an address which
 * has come back is not taken for the old one.
 *
 * <p>Nodes and descriptors have checksums, which are checked over heap copies. Damage ends in a
 * {@link io.shmstl.segment.CorruptException}; recovery ({@code repair}) drops what makes no sense
 * and reports how much.
 *
 * <p>Used by {@code store}, and by {@code snapshot} for figures.
 */
@NullMarked
package io.shmstl.registry;

import org.jspecify.annotations.NullMarked;
