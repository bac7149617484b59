package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * Bytes of one entry: an immutable version of a key's value. The first six fields are always there,
 * the last two only when {@link #EXPIRING} is set; key bytes follow the header and value bytes
 * follow the key.
 *
 * <pre>
 * off size field           access           written by
 *   0    8 version         acquire/release  writer, last; 0 or a foreign tag: not an entry
 *   8    4 previous        plain            writer, before version; units of 8 bytes, 0: none
 *  12    4 valueLength     plain            writer, before version; bytes
 *  16    2 keyLength       plain            writer, before version; bytes, unsigned
 *  18    2 flags           plain            writer, before version
 *  20    4 check           plain            writer, before version; of key and value
 *  24    8 deadlineMs      opaque           writer; in place when an access moves it
 *  32    4 createdSeconds  plain            writer, before version; seconds since 1970
 * </pre>
 *
 * <p>A version is {@code tag << 48 | commit version}. The tag is the segment's own random number,
 * so bytes of a user that happen to lie at an old address do not pass for an entry; the commit
 * version is never used twice in a segment's life.
 *
 * <p>The check ({@link KeyHash#check}) is looked at in the copy on the heap, so that memory damaged
 * by whatever means is a miss or an error and never a wrong value. Header fields need none: a
 * damaged length or flag moves the body away from its check, a damaged version makes the block no
 * entry, a damaged deadline lets the entry expire at another time.
 */
final class EntryLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("version"),
          Layouts.INT.withName("previous"),
          Layouts.INT.withName("valueLength"),
          Layouts.SHORT.withName("keyLength"),
          Layouts.SHORT.withName("flags"),
          Layouts.INT.withName("check"),
          Layouts.LONG.withName("deadlineMs"),
          Layouts.INT.withName("createdSeconds"));

  /** Header of an entry that never expires, in bytes. */
  static final int ETERNAL_HEADER_BYTES = (int) offset("deadlineMs");

  /** Header of an entry with a deadline, in bytes. */
  static final int EXPIRING_HEADER_BYTES = (int) LAYOUT.byteSize();

  /** Where the time of creation stands in the header of an entry that has one. */
  static final int CREATED_SECONDS_OFFSET = (int) offset("createdSeconds");

  /** Flag: the header has a creation time and a deadline. */
  static final int EXPIRING = 1;

  /** Flag: the key was removed or evicted; no key, no value, {@code previous} is what was there. */
  static final int TOMBSTONE = 2;

  /** Deadline of an entry that never expires. */
  static final long ETERNAL = Long.MAX_VALUE;

  private static final int TAG_SHIFT = 48;
  private static final long COMMIT_MASK = (1L << TAG_SHIFT) - 1;
  private static final long PREVIOUS = offset("previous");
  private static final long VALUE_LENGTH = offset("valueLength");
  private static final long KEY_LENGTH = offset("keyLength");
  private static final long FLAGS = offset("flags");
  private static final long CHECK = offset("check");

  private static final long DEADLINE = offset("deadlineMs");
  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private EntryLayout() {}

  private static long offset(String field) {
    return LAYOUT.byteOffset(PathElement.groupElement(field));
  }

  static int headerBytes(int flags) {
    return (flags & EXPIRING) == 0 ? ETERNAL_HEADER_BYTES : EXPIRING_HEADER_BYTES;
  }

  static long version(int tag, long commitVersion) {
    return (long) tag << TAG_SHIFT | commitVersion;
  }

  static boolean hasTag(long version, int tag) {
    return (int) (version >>> TAG_SHIFT) == tag;
  }

  static long commitVersion(long version) {
    return version & COMMIT_MASK;
  }

  /** Pairs with {@link #versionRelease}: a tagged version seen here makes the body readable. */
  static long versionAcquire(MemorySegment memory, long entry) {
    return (long) WORD.getAcquire(memory, entry);
  }

  /** Publishes the body written before it; pairs with {@link #versionAcquire} in readers. */
  static void versionRelease(MemorySegment memory, long entry, long version) {
    WORD.setRelease(memory, entry, version);
  }

  /** Invalidates: readers that copied this entry fail their second look at the version. */
  static void versionOpaque(MemorySegment memory, long entry, long version) {
    WORD.setOpaque(memory, entry, version);
  }

  static long previous(MemorySegment memory, long entry) {
    return Integer.toUnsignedLong(memory.get(Layouts.INT, entry + PREVIOUS)) << 3;
  }

  static int valueLength(MemorySegment memory, long entry) {
    return memory.get(Layouts.INT, entry + VALUE_LENGTH);
  }

  static int keyLength(MemorySegment memory, long entry) {
    return Short.toUnsignedInt(memory.get(Layouts.SHORT, entry + KEY_LENGTH));
  }

  static int flags(MemorySegment memory, long entry) {
    return Short.toUnsignedInt(memory.get(Layouts.SHORT, entry + FLAGS));
  }

  static int check(MemorySegment memory, long entry) {
    return memory.get(Layouts.INT, entry + CHECK);
  }

  /** The length of the value in the header's second word. */
  static int valueLengthOf(long secondWord) {
    return (int) (secondWord >>> 32);
  }

  /** The length of the key in the header's third word. */
  static int keyLengthOf(long thirdWord) {
    return (int) thirdWord & 0xFFFF;
  }

  /** The flags in the header's third word. */
  static int flagsOf(long thirdWord) {
    return (int) thirdWord >>> 16;
  }

  /** The check in the header's third word. */
  static int checkOf(long thirdWord) {
    return (int) (thirdWord >>> 32);
  }

  static int createdSeconds(MemorySegment memory, long entry) {
    return memory.get(Layouts.INT, entry + CREATED_SECONDS_OFFSET);
  }

  static long deadlineMs(MemorySegment memory, long entry) {
    return (long) WORD.getOpaque(memory, entry + DEADLINE);
  }

  static void deadlineMs(MemorySegment memory, long entry, long deadlineMs) {
    WORD.setOpaque(memory, entry + DEADLINE, deadlineMs);
  }

  static void header(
      MemorySegment memory,
      long entry,
      long previous,
      int keyLength,
      int valueLength,
      int flags,
      int check) {
    memory.set(Layouts.INT, entry + PREVIOUS, (int) (previous >>> 3));
    memory.set(Layouts.INT, entry + VALUE_LENGTH, valueLength);
    memory.set(Layouts.SHORT, entry + KEY_LENGTH, (short) keyLength);
    memory.set(Layouts.SHORT, entry + FLAGS, (short) flags);
    memory.set(Layouts.INT, entry + CHECK, check);
  }

  static void times(MemorySegment memory, long entry, int createdSeconds, long deadlineMs) {
    memory.set(Layouts.INT, entry + CREATED_SECONDS_OFFSET, createdSeconds);
    deadlineMs(memory, entry, deadlineMs);
  }

  /** Bytes of the whole entry as its header announces them; its block is this rounded up. */
  static long bytes(MemorySegment memory, long entry) {
    return (long) headerBytes(flags(memory, entry))
        + keyLength(memory, entry)
        + Math.max(0, valueLength(memory, entry));
  }
}
