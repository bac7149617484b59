package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pins;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The collector: what a change superseded is freed at once, unless a snapshot pinned before the
 * change may still need it; then it is retired and freed when the last such pin has passed.
 *
 * <p>The rule of every change: publish the slot, publish the commit version, <b>full fence</b>, and
 * only then look at the pins. A snapshot publishes a low pin, fences, and only then reads the
 * commit version. So either the writer sees the pin, or the snapshot sees the change's commit
 * version and does not need what it superseded.
 *
 * <p>Garbage is bounded: the pins of dead members go once in a while, and beyond one {@value
 * #BUDGET_SHARE}th of the capacity at once; if that does not help, or when memory is short, the
 * minimum readable version is raised: snapshots older than it end with "snapshot too old". So do
 * those that reached the age limit and still make the writer keep something.
 */
final class Garbage {
  /** Retired bytes may take one part of the capacity in this many. */
  static final int BUDGET_SHARE = 10;

  /** Changes between two looks at who holds snapshots how long, while something is retired. */
  static final int CHANGES_PER_LOOK = 256;

  /**
   * Records looked at behind a change if no pin is left, or much is retained, so that the queue
   * drains faster than it fills. While snapshots come and go they are as many as the change has
   * retired, so that the next one finds its block, and neither touches a word of the allocator.
   */
  private static final int RECORDS_PER_CHANGE = 4;

  private final MapContext context;
  private final MemorySegment memory;
  private final Pins pins;
  private final EntryWriter entryWriter;
  private final RetiredQueue retired;
  private final SpareBlock spare;
  private final Locator locator;
  private final long budgetBytes;
  private int changesWithRetired;
  private int retiredByChange;

  Garbage(MapContext context) {
    this.context = context;
    this.memory = context.memory();
    this.pins = context.pins();
    this.entryWriter = new EntryWriter(context);
    this.retired = new RetiredQueue(context);
    this.spare = new SpareBlock(context);
    this.locator = new Locator(context);
    this.budgetBytes = context.segment().capacityBytes() / BUDGET_SHARE;
  }

  /** Before a change: keeps what is retained within its budget. */
  void limit() {
    if (!retired.isEmpty() && ++changesWithRetired % CHANGES_PER_LOOK == 0) {
      if (pins.clearDead() > 0) {
        collectAll();
      }
      giveUpOldSnapshots();
    }
    if (isOverBudget() && pins.clearDead() > 0) {
      collectAll();
    }
    if (isOverBudget()) {
      giveUpSnapshots();
    }
  }

  /**
   * After the change's commit version and full fence: whether a snapshot may still need what the
   * change superseded.
   */
  boolean isNeeded(long supersededBy) {
    if (!pins.isAnyBelow(supersededBy)) {
      return false;
    }
    if (retired.ensureRoom()) {
      return true;
    }
    giveUpSnapshots();
    return false;
  }

  /** Frees or retires an entry that no slot names any more. */
  void dispose(long entry, int hash, long supersededBy) {
    if (isNeeded(supersededBy)) {
      retire(entry, hash, supersededBy);
    } else {
      free(entry);
    }
  }

  /** Keeps an entry, or a tombstone that still stands in its slot, for the snapshots. */
  void retire(long entry, int hash, long supersededBy) {
    retired.add(entry, hash, supersededBy, blockBytes(entry));
    retiredByChange++;
  }

  /** Gives an entry's block up. */
  void free(long entry) {
    entryWriter.invalidate(entry);
    spare.keep(entry);
  }

  /** The block given up last, if it is of this length; else 0. */
  long takeSpare(long bytes) {
    return spare.take(bytes);
  }

  /** Lets the allocator have the block given up last, so that it is joined with its neighbours. */
  void giveSpareBack() {
    spare.giveBack();
  }

  /**
   * Takes back a tombstone whose slot was emptied; false if the caller may use its block again. A
   * walk that copied the slot before may still follow it, though its version needs nothing that the
   * tombstone hides: the block stays until all snapshots are gone that were opened before this.
   */
  boolean isSeen(long tombstone, int hash) {
    // full fence: the slot is empty before the pins are looked at. A snapshot publishes its pin,
    // fences and copies slots; so either it is seen here, or it sees the slot empty.
    VarHandle.fullFence();
    if (pins.lowest() == Long.MAX_VALUE) {
      return false;
    }
    long behindAll = CommitVersion.current(context.segment()) + 1;
    if (!retired.ensureRoom()) {
      raiseMinimumReadable(behindAll);
      return false;
    }
    retire(tombstone, hash, behindAll);
    return true;
  }

  /**
   * Loads words of the lines that {@link #collect} behind the next change will touch. Any thread,
   * without the lease; the result means nothing.
   */
  long fetch(EntryReader entries) {
    return retired.fetchOldest(entries);
  }

  /** Behind a change: frees a few of the retired that no pin needs any more. */
  void collect() {
    if (!retired.isEmpty()) {
      long lowestPin = pins.lowest();
      boolean isQuick =
          lowestPin == Long.MAX_VALUE || context.get(RootLayout.RETAINED_BYTES) > budgetBytes / 2;
      drain(lowestPin, isQuick ? RECORDS_PER_CHANGE : retiredByChange);
      retiredByChange = 0;
    }
  }

  /** Frees all retired that no pin needs. */
  void collectAll() {
    if (!retired.isEmpty()) {
      drain(pins.lowest(), Integer.MAX_VALUE);
    }
    spare.giveBack();
  }

  private void giveUpOldSnapshots() {
    long openedMs = context.clockMs().getAsLong() - context.snapshotAgeMs();
    long version = pins.versionBehindThoseBefore(openedMs);
    if (version > CommitVersion.minimumReadable(context.segment())) {
      raiseMinimumReadable(version);
      drain(pins.lowest(), Integer.MAX_VALUE);
    }
  }

  /**
   * Makes every snapshot of an older version than the present one too old and frees what was
   * retired for them; the last resort of a full segment.
   */
  void giveUpSnapshots() {
    giveUpSnapshotsBelow(CommitVersion.current(context.segment()));
  }

  /** Makes snapshots of lesser versions too old and frees what was retired for them. */
  void giveUpSnapshotsBelow(long version) {
    raiseMinimumReadable(version);
    drain(Math.max(version, pins.lowest()), Integer.MAX_VALUE);
  }

  private void raiseMinimumReadable(long version) {
    CommitVersion.raiseMinimumReadable(context.segment(), version);
    // full fence: pairs with the acquire fence of a snapshot between its copy and its look at the
    // minimum; whoever copied what is freed from now on sees the raised minimum.
    VarHandle.fullFence();
  }

  boolean holdsRetired() {
    return !retired.isEmpty();
  }

  /** Whether {@link #collectAll} may make something free. */
  boolean holdsBack() {
    return !retired.isEmpty() || context.get(RootLayout.SPARE_BLOCK) != 0;
  }

  RetiredQueue retired() {
    return retired;
  }

  long blockBytes(long entry) {
    return Allocator.blockBytes(EntryLayout.bytes(memory, entry));
  }

  private boolean isOverBudget() {
    return context.get(RootLayout.RETAINED_BYTES) > budgetBytes;
  }

  private void drain(long lowestPin, int most) {
    long limit = lowestPin;
    for (int i = 0; i < most && retired.oldestSupersededBy() <= limit; i++) {
      if (retired.oldestSupersededBy() == Long.MAX_VALUE) {
        return;
      }
      long entry = requireEntry(retired.oldestEntry());
      int hash = retired.oldestHash();
      retired.removeOldest(blockBytes(entry));
      boolean isTombstone = (EntryLayout.flags(memory, entry) & EntryLayout.TOMBSTONE) != 0;
      if (isTombstone && clearSlot(entry, hash) && isSeen(entry, hash)) {
        // It is back at the end of the queue, where this round must not meet it again.
        limit = Math.min(limit, CommitVersion.current(context.segment()));
      } else {
        free(entry);
      }
    }
  }

  /** Before the first byte of it is changed: damage may have made it any address. */
  private long requireEntry(long entry) {
    context.segment().requireReserved(entry, EntryLayout.ETERNAL_HEADER_BYTES);
    long version = EntryLayout.versionAcquire(memory, entry);
    if (!EntryLayout.hasTag(version, context.tag())) {
      throw new CorruptException(
          "queue of the retired in " + context.segment().file(), entry, "no entry", "an entry");
    }
    return entry;
  }

  /** Empties the slot of a tombstone; false if it was emptied before. */
  private boolean clearSlot(long tombstone, int hash) {
    if (!locator.findEntry(tombstone, hash)) {
      return false;
    }
    SlotEraser.erase(memory, locator.page, locator.slotAddress, hash);
    context.add(RootLayout.TOMBSTONES, -1);
    return true;
  }
}
