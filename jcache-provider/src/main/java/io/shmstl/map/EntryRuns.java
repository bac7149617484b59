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
    for (int i = 0; i < count; i++) {
      long end = base + batch.address(1);
      long entry = batch.next();
      if (!addWhole(entry, (int) (base + entry), (int) end, openedAtMs, into)) {
        addOne(entry, openedAtMs, into);
      }
    }
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
