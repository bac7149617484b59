package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * Bytes of the map's root, the object {@code map} of a cache's segment. Readers touch its first
 * line only.
 *
 * <pre>
 * off size field            access           written by
 *   0    8 root             acquire/release  writer; a {@link RootWord}
 *   8    8 age              opaque           writer; eighths of a sweep of the main hand
 *  16   48 -                -                -
 *  64    8 entries          opaque           writer; live entries
 *  72    8 entryBytes       opaque           writer; bytes of their blocks
 *  80    8 smallEntries     opaque           writer; those in the small queue
 *  88    8 expiringEntries  opaque           writer; those with a deadline
 *  96    8 countedVersion   opaque           writer; change that those above belong to
 * 104    8 tombstones       opaque           writer; slots that hold a tombstone
 * 112    8 pages            opaque           writer; pages in the directory
 * 120    8 spareBlock       opaque           writer; block kept for the next entry, with length
 * 128    8 sparePage        opaque           writer; first page that nobody uses, reference
 * 136    8 smallHand        opaque           writer; where the small queue's {@link Hand} stands
 * 144    8 mainHand         opaque           writer; where the main queue's {@link Hand} stands
 * 152    8 tombstoneBlock   opaque           writer; block kept for the next tombstone, address
 * 160    8 retiredHead      opaque           writer; oldest chunk of the retired queue, address
 * 168    8 retiredTail      opaque           writer; newest chunk, address
 * 176    8 retiredFirst     opaque           writer; first record in the oldest chunk
 * 184    8 retiredLast      opaque           writer; end of the records in the newest chunk
 * 192    8 retainedBytes    opaque           writer; bytes held for snapshots
 * 200    8 evictions        opaque           writer; entries evicted since creation
 * 208    8 expirations      opaque           writer; expired entries that a hand freed
 * 216    8 relocations      opaque           writer; entries moved to make room
 * 224    8 recoveries       opaque           writer; times the map was recovered
 * 232    8 dropped          opaque           writer; slots that a recovery found senseless
 * 240    8 firstExtent      opaque           writer; latest extent, address
 * 248    8 -                -                -
 * </pre>
 *
 * <p>{@code countedVersion} is the commit version of the change that the four counts above it
 * belong to: stored before the counts of a change, committed after them, so counts that were read
 * before it stood at the version committed last are those of that version.
 *
 * <p>The age is what a process that keeps decoded values compares: with each eighth of a sweep it
 * asks the index again, which tells the hands that the entry is in use.
 *
 * <p>Everything below the root word is derived: recovery computes it again from the index.
 */
final class RootLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("root"),
          Layouts.LONG.withName("age"),
          MemoryLayout.paddingLayout(48),
          Layouts.LONG.withName("entries"),
          Layouts.LONG.withName("entryBytes"),
          Layouts.LONG.withName("smallEntries"),
          Layouts.LONG.withName("expiringEntries"),
          Layouts.LONG.withName("countedVersion"),
          Layouts.LONG.withName("tombstones"),
          Layouts.LONG.withName("pages"),
          Layouts.LONG.withName("spareBlock"),
          Layouts.LONG.withName("sparePage"),
          Layouts.LONG.withName("smallHand"),
          Layouts.LONG.withName("mainHand"),
          Layouts.LONG.withName("tombstoneBlock"),
          Layouts.LONG.withName("retiredHead"),
          Layouts.LONG.withName("retiredTail"),
          Layouts.LONG.withName("retiredFirst"),
          Layouts.LONG.withName("retiredLast"),
          Layouts.LONG.withName("retainedBytes"),
          Layouts.LONG.withName("evictions"),
          Layouts.LONG.withName("expirations"),
          Layouts.LONG.withName("relocations"),
          Layouts.LONG.withName("recoveries"),
          Layouts.LONG.withName("dropped"),
          Layouts.LONG.withName("firstExtent"),
          MemoryLayout.paddingLayout(8));

  static final long BYTES = LAYOUT.byteSize();

  static final long AGE = offset("age");
  static final long ENTRIES = offset("entries");
  static final long ENTRY_BYTES = offset("entryBytes");
  static final long SMALL_ENTRIES = offset("smallEntries");
  static final long EXPIRING_ENTRIES = offset("expiringEntries");
  static final long COUNTED_VERSION = offset("countedVersion");
  static final long TOMBSTONES = offset("tombstones");
  static final long PAGES = offset("pages");
  static final long FIRST_EXTENT = offset("firstExtent");
  static final long SPARE_PAGE = offset("sparePage");
  static final long SMALL_HAND = offset("smallHand");
  static final long MAIN_HAND = offset("mainHand");
  static final long TOMBSTONE_BLOCK = offset("tombstoneBlock");
  static final long RETIRED_HEAD = offset("retiredHead");
  static final long RETIRED_TAIL = offset("retiredTail");
  static final long RETIRED_FIRST = offset("retiredFirst");
  static final long RETIRED_LAST = offset("retiredLast");
  static final long RETAINED_BYTES = offset("retainedBytes");
  static final long EVICTIONS = offset("evictions");
  static final long EXPIRATIONS = offset("expirations");
  static final long RELOCATIONS = offset("relocations");
  static final long RECOVERIES = offset("recoveries");
  static final long DROPPED = offset("dropped");
  static final long SPARE_BLOCK = offset("spareBlock");

  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private RootLayout() {}

  private static long offset(String field) {
    return LAYOUT.byteOffset(PathElement.groupElement(field));
  }

  /** Pairs with {@link #rootRelease}: the directory that the word names is complete. */
  static long rootAcquire(MemorySegment memory, long root) {
    return (long) WORD.getAcquire(memory, root);
  }

  /** Publishes a directory; pairs with {@link #rootAcquire} in readers. */
  static void rootRelease(MemorySegment memory, long root, long word) {
    WORD.setRelease(memory, root, word);
  }

  /** One of the fields below the root word; figures read them without the lease. */
  static long get(MemorySegment memory, long root, long field) {
    return (long) WORD.getOpaque(memory, root + field);
  }

  static void set(MemorySegment memory, long root, long field, long value) {
    WORD.setOpaque(memory, root + field, value);
  }

  static void add(MemorySegment memory, long root, long field, long delta) {
    set(memory, root, field, get(memory, root, field) + delta);
  }
}
