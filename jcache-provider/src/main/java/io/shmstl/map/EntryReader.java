package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Copies the entry a slot names to the heap and says whether the copy can be believed. Takes no
 * lock, writes nothing, waits for nobody; the rules are those of the package's "reader of one key".
 */
final class EntryReader {
  /** The copy is one entry, whole. */
  static final int COPIED = 0;

  /** The slot held a tombstone: the key that was there is gone. */
  static final int TOMBSTONE = 1;

  /** Something changed in between, or the bytes make no sense: look again. */
  static final int CHANGED = 2;

  /** The bytes are not those that were stored; a cache answers with a miss. */
  static final int DAMAGED = 3;

  /** How far {@link #fetch} reaches: into the second line of most entries. */
  private static final long FETCHED_BYTES = 64;

  private final Segment segment;
  private final MemorySegment memory;
  private final long heapStart;
  private final int tag;
  private final long seed;
  private final long maxBodyBytes;

  /** A lower bound of the segment's reserved end: it only grows, so a stale value is safe. */
  private long reservedEnd;

  /**
   * What was loaded to no other end than to have it near; kept so that the loads are not left out.
   */
  @SuppressWarnings("unused")
  private long loaded;

  EntryReader(Segment segment) {
    this.segment = segment;
    this.memory = segment.memory();
    this.heapStart = segment.heapStart();
    this.tag = segment.tag();
    this.seed = segment.hashSeed();
    this.maxBodyBytes = (long) EntryLimits.MAX_KEY_BYTES + EntryLimits.maxValueBytes(segment);
    this.reservedEnd = segment.reservedEnd();
  }

  /** Copies and validates; the slot word must still stand in its slot afterwards. */
  int copy(long slotAddress, long slot, EntryCopy into) {
    long entry = SlotWord.address(slot);
    long version = copyBody(entry, into);
    if (version == 0) {
      return CHANGED;
    }
    // acquire fence: the loads of the body above stay above the looks below.
    VarHandle.acquireFence();
    // Slot first, then version, then slot once more: with the version first a block that was
    // covered by a larger one and came back passes; the third look closes two such rounds.
    if (PageLayout.slotAcquire(memory, slotAddress) != slot
        || EntryLayout.versionAcquire(memory, entry) != version
        || PageLayout.slotAcquire(memory, slotAddress) != slot) {
      return CHANGED;
    }
    return judge(entry, into);
  }

  /**
   * Copies and looks at the version only: right while a low pin of the caller, published before the
   * slot was read, keeps the writer from freeing what the slot named, and no recovery came by.
   */
  int copyPinned(long slot, EntryCopy into) {
    long entry = SlotWord.address(slot);
    return copyRetained(entry, into) ? judge(entry, into) : CHANGED;
  }

  /** Copies an entry that a pin keeps; false if it was freed all the same. */
  boolean copyRetained(long entry, EntryCopy into) {
    long version = copyBody(entry, into);
    return version != 0 && !hasChanged(entry, version);
  }

  /** The same without key and value: a copy that has their lengths, but neither. */
  boolean copyRetainedHeader(long entry, EntryCopy into) {
    long version = copyHeader(entry, into);
    return version != 0 && !hasChanged(entry, version);
  }

  /**
   * Refuses a copy that is damaged.
   *
   * @throws CorruptException naming the entry
   */
  void requireWhole(long entry, EntryCopy copy) {
    if (!copy.isWhole(seed)) {
      throw new CorruptException(
          "entry in " + segment.file(),
          entry,
          "bytes that do not fit their check",
          "what was stored");
    }
  }

  /**
   * Loads a word of each of an entry's first two lines, if they may be touched. Makes sense for
   * several entries in a row: the loads wait for memory side by side.
   */
  void fetch(long entry) {
    if (isReserved(entry, FETCHED_BYTES + Long.BYTES)) {
      loaded += memory.get(Layouts.LONG, entry) + memory.get(Layouts.LONG, entry + FETCHED_BYTES);
    }
  }

  /** What {@link #fetch} loads and a word of the allocator's bits, for who keeps it elsewhere. */
  long fetched(long entry) {
    return isReserved(entry, FETCHED_BYTES + Long.BYTES)
        ? EntryLayout.versionAcquire(memory, entry)
            + EntryLayout.versionAcquire(memory, entry + FETCHED_BYTES)
            + Allocator.bitsOpaque(memory, entry)
        : 0;
  }

  /** Loads words of the first lines of a block that will be written; the result means nothing. */
  long fetchedBlock(long block) {
    return isReserved(block, 2 * FETCHED_BYTES + Long.BYTES)
        ? EntryLayout.versionAcquire(memory, block)
            + EntryLayout.versionAcquire(memory, block + FETCHED_BYTES)
            + EntryLayout.versionAcquire(memory, block + 2 * FETCHED_BYTES)
        : 0;
  }

  private int judge(long entry, EntryCopy copy) {
    if (copy.isTombstone()) {
      return TOMBSTONE;
    }
    if (copy.isWhole(seed)) {
      return COPIED;
    }
    if (segment.isFirstDamage()) {
      logger()
          .log(Level.WARNING, () -> "entry at " + entry + " of " + segment.file() + " is damaged");
    }
    return DAMAGED;
  }

  /** Whether the bytes lie in the heap and may be touched. */
  boolean isReserved(long address, long bytes) {
    if (address < heapStart) {
      return false;
    }
    if (address + bytes <= reservedEnd) {
      return true;
    }
    reservedEnd = segment.reservedEnd();
    return address + bytes <= reservedEnd;
  }

  private boolean hasChanged(long entry, long version) {
    // acquire fence: what was read of the entry was read before this look at its version.
    VarHandle.acquireFence();
    return EntryLayout.versionAcquire(memory, entry) != version;
  }

  /** Copies times, key and value; returns the version they were found under, 0 for nonsense. */
  private long copyBody(long entry, EntryCopy into) {
    long version = copyHeader(entry, into);
    if (version == 0) {
      return 0;
    }
    int body = into.keyLength() + into.valueLength();
    if (body > into.bytes().length && hasChanged(entry, version)) {
      return 0; // lengths that are no longer an entry's must not cost a buffer of up to 2 GiB
    }
    long start = entry + EntryLayout.headerBytes(into.flags());
    // From segment to segment: half the time for short values, and the JVM has no switch over kinds
    // of arrays to generate at the first one.
    MemorySegment to = MemorySegment.ofArray(into.room(body));
    MemorySegment.copy(memory, start, to, into.keyOffset(), body);
    return version;
  }

  /** Copies lengths and times; what the lengths announce may be touched. */
  private long copyHeader(long entry, EntryCopy into) {
    if (!isReserved(entry, EntryLayout.ETERNAL_HEADER_BYTES)) {
      return 0;
    }
    // acquire: pairs with the release of the version in EntryWriter; the body is readable.
    long version = EntryLayout.versionAcquire(memory, entry);
    if (!EntryLayout.hasTag(version, tag)) {
      return 0;
    }
    int flags = EntryLayout.flags(memory, entry);
    int keyLength = EntryLayout.keyLength(memory, entry);
    int valueLength = EntryLayout.valueLength(memory, entry);
    int header = EntryLayout.headerBytes(flags);
    long body = (long) keyLength + valueLength;
    if (valueLength < 0 || body > maxBodyBytes || !isReserved(entry, header + body)) {
      return 0;
    }
    long deadlineMs = EntryLayout.ETERNAL;
    int createdSeconds = 0;
    if ((flags & EntryLayout.EXPIRING) != 0) {
      deadlineMs = EntryLayout.deadlineMs(memory, entry);
      createdSeconds = EntryLayout.createdSeconds(memory, entry);
    }
    into.set(
        keyLength,
        valueLength,
        deadlineMs,
        createdSeconds,
        EntryLayout.commitVersion(version),
        EntryLayout.previous(memory, entry),
        flags,
        EntryLayout.check(memory, entry));
    return version;
  }

  private static Logger logger() {
    return System.getLogger(EntryReader.class.getName());
  }
}
