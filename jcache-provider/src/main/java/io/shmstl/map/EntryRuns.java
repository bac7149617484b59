package io.shmstl.map;

import io.shmstl.segment.Faults;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies many entries that lie close to each other in memory as one piece, and takes them apart on
 * the heap. For whoever holds a pin of the version that is read. For one thread.
 *
 * <p>Why that is right, though the words of the piece come in no order: each entry was published
 * before the slot that names it was read, with an acquire, so it could be read then; and it stays
 * what it was until it is freed, which the pin forbids until the least readable version is raised
 * past it. That is looked at behind the copy: if it is still readable, nothing of the piece that a
 * slot named had been freed when it was copied. The look at an entry's version in its place, and
 * its check, are what the reading of a single one does too.
 *
 * <p>An entry that is not simply there, because it is a tombstone, or of a later version, or makes
 * no sense, is left to who reads entries one by one, and says what is wrong.
 */
final class EntryRuns {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment memory;
  private final EntryReader entries;
  private final VersionChain chain;
  private final int tag;
  private final long seed;
  private final long version;

  /** The checks of a piece's entries, as they were stored. */
  private int[] checks = {};

  EntryRuns(Segment segment, EntryReader entries, VersionChain chain, long version) {
    this.memory = segment.memory();
    this.tag = segment.tag();
    this.seed = segment.hashSeed();
    this.entries = entries;
    this.chain = chain;
    this.version = version;
  }

  /**
   * Adds entries of one piece.
   *
   * @param batch stands before them; is moved behind them one by one, so that who goes on after a
   *     failure does so behind what failed
   * @param count how many; the entry behind them is where the piece ends
   * @param openedAtMs what expired until then is left out
   * @throws SnapshotTooOldException if the version can no longer be read
   * @throws io.shmstl.segment.CorruptException if an entry is damaged
   */
  void add(EntryBatch batch, int count, long openedAtMs, EntryCopies into) {
    long from = batch.address(0);
    int length = (int) (batch.address(count) - from);
    if (!entries.isReserved(from, length)) {
      addOne(batch.next(), openedAtMs, into);
      return;
    }
    int offset = into.reserve(length);
    MemorySegment.copy(memory, Layouts.BYTE, from, into.bytes(), offset, length);
    Faults.settle();
    // acquire fence: the copy stays above the look at the least readable version, which pairs with
    // the full fence between its raising and the first free behind that, and above those at the
    // entries' versions.
    VarHandle.acquireFence();
    chain.requireReadable();
    long base = offset - from;
    if (addAllWhole(batch, count, base, openedAtMs, into)) {
      batch.skip(count);
      return;
    }
    for (int i = 0; i < count; i++) {
      long end = base + batch.address(1);
      long entry = batch.next();
      if (!addWhole(entry, (int) (base + entry), (int) end, openedAtMs, into)) {
        addOne(entry, openedAtMs, into);
      }
    }
  }

  /**
   * Adds all entries of the piece if each of them is simply there; false, and nothing is added, if
   * one is not. Goes over all of them in three short rounds: in a round no entry waits for the one
   * before, so that the processor works on several at once, where the multiplications of one check
   * wait for each other.
   */
  private boolean addAllWhole(
      EntryBatch batch, int count, long base, long openedAtMs, EntryCopies into) {
    if (checks.length < count) {
      checks = new int[into.mostEntries()];
    }
    if (!parse(batch, count, base, into) || !isWhole(count, into)) {
      return false;
    }
    int kept = keepInPlace(batch, count, base, openedAtMs, into);
    if (kept < 0) {
      return false;
    }
    into.add(kept);
    return true;
  }

  /** First round: where keys and values are; false if they are not all where they could be. */
  private boolean parse(EntryBatch batch, int count, long base, EntryCopies into) {
    byte[] bytes = into.bytes();
    int first = into.size();
    int[] starts = into.starts();
    int[] keyLengths = into.keyLengths();
    int[] valueLengths = into.valueLengths();
    long[] versions = into.versions();
    long tagged = EntryLayout.version(tag, 0);
    long wrong = 0; // negative if anything is
    int at = (int) (base + batch.address(0));
    for (int i = 0; i < count; i++) {
      int end = (int) (base + batch.address(i + 1));
      if (end - at < EntryLayout.ETERNAL_HEADER_BYTES) {
        return false;
      }
      long found = (long) LONG.get(bytes, at);
      long lengths = (long) LONG.get(bytes, at + Long.BYTES);
      long rest = (long) LONG.get(bytes, at + 2 * Long.BYTES);
      int valueLength = EntryLayout.valueLengthOf(lengths);
      int keyLength = EntryLayout.keyLengthOf(rest);
      int flags = EntryLayout.flagsOf(rest);
      int start = at + EntryLayout.headerBytes(flags);
      long commitVersion = EntryLayout.commitVersion(found);
      long otherTag = (found - commitVersion) ^ tagged;
      wrong |= otherTag | -otherTag;
      wrong |= version - commitVersion;
      wrong |= -(flags & EntryLayout.TOMBSTONE);
      wrong |= valueLength | (long) end - start - keyLength - valueLength;
      starts[first + i] = start;
      keyLengths[first + i] = keyLength;
      valueLengths[first + i] = valueLength;
      versions[first + i] = found;
      checks[i] = EntryLayout.checkOf(rest);
      at = end;
    }
    return wrong >= 0;
  }

  /** Second round: whether keys and values are those that were stored. */
  private boolean isWhole(int count, EntryCopies into) {
    byte[] bytes = into.bytes();
    int first = into.size();
    int[] starts = into.starts();
    int[] keyLengths = into.keyLengths();
    int[] valueLengths = into.valueLengths();
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      int start = starts[first + i];
      int keyLength = keyLengths[first + i];
      int check =
          KeyHash.check(
              bytes, start, keyLength, bytes, start + keyLength, valueLengths[first + i], seed);
      wrong |= check ^ checks[i];
    }
    return wrong == 0;
  }

  /**
   * Third round: leaves out what has expired. Says how many entries are left; -1 if one is not in
   * its place any more.
   */
  private int keepInPlace(
      EntryBatch batch, int count, long base, long openedAtMs, EntryCopies into) {
    int first = into.size();
    int[] starts = into.starts();
    int[] keyLengths = into.keyLengths();
    int[] valueLengths = into.valueLengths();
    int[] createdSeconds = into.createdSeconds();
    long[] deadlinesMs = into.deadlinesMs();
    long[] versions = into.versions();
    long wrong = 0;
    int kept = first;
    for (int i = first; i < first + count; i++) {
      long entry = batch.address(i - first);
      int start = starts[i];
      long found = versions[i];
      long deadlineMs = EntryLayout.ETERNAL;
      int created = 0;
      if (start - (base + entry) != EntryLayout.ETERNAL_HEADER_BYTES) {
        deadlineMs = EntryLayout.deadlineMs(memory, entry);
        // acquire fence: a deadline belongs to the entry if its version is still there afterwards.
        VarHandle.acquireFence();
        int at = (int) (base + entry);
        created = (int) INT.get(into.bytes(), at + EntryLayout.CREATED_SECONDS_OFFSET);
      }
      wrong |= EntryLayout.versionAcquire(memory, entry) ^ found;
      starts[kept] = start;
      keyLengths[kept] = keyLengths[i];
      valueLengths[kept] = valueLengths[i];
      createdSeconds[kept] = created;
      deadlinesMs[kept] = deadlineMs;
      versions[kept] = EntryLayout.commitVersion(found);
      kept += deadlineMs > openedAtMs ? 1 : 0;
    }
    return wrong == 0 ? kept - first : -1;
  }

  /** Adds an entry by its own; nothing if the version does not see it. */
  void addOne(long entry, long openedAtMs, EntryCopies into) {
    EntryCopy copy = into.next();
    if (chain.resolve(entry, copy) == VersionChain.VISIBLE && copy.deadlineMs() > openedAtMs) {
      into.add();
    }
  }

  /** Adds an entry that was copied to an index, or leaves it out; false if it is not so simple. */
  private boolean addWhole(long entry, int at, int end, long openedAtMs, EntryCopies into) {
    byte[] bytes = into.bytes();
    if (end - at < EntryLayout.ETERNAL_HEADER_BYTES) {
      return false;
    }
    long found = (long) LONG.get(bytes, at);
    long lengths = (long) LONG.get(bytes, at + Long.BYTES);
    long rest = (long) LONG.get(bytes, at + 2 * Long.BYTES);
    int valueLength = EntryLayout.valueLengthOf(lengths);
    int keyLength = EntryLayout.keyLengthOf(rest);
    int flags = EntryLayout.flagsOf(rest);
    int start = at + EntryLayout.headerBytes(flags);
    long commitVersion = EntryLayout.commitVersion(found);
    if (!EntryLayout.hasTag(found, tag)
        || commitVersion > version
        || (flags & EntryLayout.TOMBSTONE) != 0
        || valueLength < 0
        || (long) start + keyLength + valueLength > end) {
      return false;
    }
    int check = KeyHash.check(bytes, start, keyLength, bytes, start + keyLength, valueLength, seed);
    if (check != EntryLayout.checkOf(rest)) {
      return false;
    }
    long deadlineMs = EntryLayout.ETERNAL;
    int createdSeconds = 0;
    if ((flags & EntryLayout.EXPIRING) != 0) {
      deadlineMs = EntryLayout.deadlineMs(memory, entry);
      // acquire fence: a deadline belongs to the entry if its version is still there afterwards.
      VarHandle.acquireFence();
      createdSeconds = (int) INT.get(bytes, at + EntryLayout.CREATED_SECONDS_OFFSET);
    }
    if (EntryLayout.versionAcquire(memory, entry) != found) {
      return false;
    }
    if (deadlineMs > openedAtMs) {
      into.add(start, keyLength, valueLength, deadlineMs, createdSeconds, commitVersion);
    }
    return true;
  }
}
