package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
import io.shmstl.sync.CommitVersion;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The one way in which a slot changes: insert, replace, remove. Replacement, removal, eviction and
 * relocation all end here, under the writer lease.
 *
 * <ol>
 *   <li>the stamp of the key's home bucket becomes odd;
 *   <li>the new entry, or a tombstone, is written whole ({@link EntryWriter});
 *   <li>the slot word is stored with release: from here on readers see the change;
 *   <li>the commit version is stored, then a full fence;
 *   <li>only then the pins are looked at, and what was superseded is freed or retired;
 *   <li>the stamp becomes even.
 * </ol>
 *
 * <p>A removal publishes a tombstone first: clearing the slot at once would lose the key from a
 * snapshot that opens between the slot and the commit version. If no pin needs the old entry, the
 * slot is emptied straight afterwards.
 *
 * <p>A writer killed between any two of these steps leaves slots that are each old or new; whatever
 * else is unsettled is derived and recovery computes it again.
 */
final class SlotChange {
  private static final long TOMBSTONE_BYTES =
      Allocator.blockBytes(EntryLayout.ETERNAL_HEADER_BYTES);

  private final MapContext context;
  private final MemorySegment memory;
  private final Allocator allocator;
  private final EntryWriter entryWriter;
  private final Garbage garbage;

  SlotChange(MapContext context, Garbage garbage) {
    this.context = context;
    this.memory = context.memory();
    this.allocator = context.allocator();
    this.entryWriter = new EntryWriter(context);
    this.garbage = garbage;
  }

  /** Step 1; returns the commit version that the change will have. */
  long begin(int page, int slotHash) {
    Stamps.odd(memory, stamp(page, slotHash));
    return context.nextCommitVersion();
  }

  /** Publishes the entry of a key that was absent in the free slot that the locator found. */
  void insert(Locator at, int slotHash, long entry, long commitVersion) {
    long address = ExtentLayout.address(at.page);
    Overflow.raise(
        memory, address, PageLayout.home(slotHash), PageLayout.bucketOf(address, at.slotAddress));
    PageLayout.used(memory, at.page, PageLayout.used(memory, at.page) + 1);
    beginCounting(commitVersion);
    account(entry, 1);
    publish(at.slotAddress, slotHash, entry, commitVersion);
    end(at.page, slotHash);
  }

  /** Publishes another entry of the same key in its slot. */
  void replace(Locator at, int slotHash, long entry, long commitVersion) {
    beginCounting(commitVersion);
    recount(at.entry, entry);
    publish(at.slotAddress, slotHash, entry, commitVersion);
    garbage.dispose(at.entry, slotHash, commitVersion);
    end(at.page, slotHash);
  }

  /** Removes the live entry of a slot. */
  void remove(int page, long slotAddress, long slot) {
    int slotHash = SlotWord.hash(slot);
    long entry = SlotWord.address(slot);
    long tombstone = takeTombstone();
    long commitVersion = begin(page, slotHash);
    beginCounting(commitVersion);
    account(entry, -1);
    if (PageLayout.isSmall(memory, page, slotAddress)) {
      PageLayout.small(memory, page, slotAddress, false);
      context.add(RootLayout.SMALL_ENTRIES, -1);
    }
    if (tombstone == 0) {
      removeWithoutTombstone(page, slotAddress, slotHash, entry, commitVersion);
    } else {
      entryWriter.writeTombstone(tombstone, entry, commitVersion);
      publish(slotAddress, slotHash, tombstone, commitVersion);
      if (garbage.isNeeded(commitVersion)) {
        garbage.retire(entry, slotHash, commitVersion);
        garbage.retire(tombstone, slotHash, commitVersion);
        context.add(RootLayout.TOMBSTONES, 1);
      } else {
        SlotEraser.erase(memory, page, slotAddress, slotHash);
        if (!garbage.isSeen(tombstone, slotHash)) {
          entryWriter.invalidate(tombstone);
          context.set(RootLayout.TOMBSTONE_BLOCK, tombstone);
        }
        garbage.free(entry);
      }
    }
    end(page, slotHash);
  }

  private void publish(long slotAddress, int slotHash, long entry, long commitVersion) {
    // crash point: before it the key has its old state, after it the new one.
    // release: pairs with slotAcquire in MapReader.searchBucket; publishes the entry's bytes.
    PageLayout.slotRelease(memory, slotAddress, SlotWord.of(slotHash, entry));
    commit(commitVersion);
  }

  private void commit(long commitVersion) {
    CommitVersion.publish(context.segment(), commitVersion);
    // full fence: the slot and the commit version are visible before the pins are looked at.
    VarHandle.fullFence();
  }

  /**
   * With no block left for a tombstone no snapshot can be served: those that would miss the key are
   * too old before the slot is emptied, one that opens before the commit included.
   */
  private void removeWithoutTombstone(
      int page, long slotAddress, int slotHash, long entry, long commitVersion) {
    garbage.giveUpSnapshotsBelow(commitVersion);
    SlotEraser.erase(memory, page, slotAddress, slotHash);
    commit(commitVersion);
    garbage.free(entry);
  }

  private long takeTombstone() {
    long block = context.get(RootLayout.TOMBSTONE_BLOCK);
    if (block == 0) {
      return allocator.allocate(TOMBSTONE_BYTES);
    }
    if (!isTombstoneInReserve(block)) {
      throw new CorruptException(
          "reserve of the map in " + context.segment().file(),
          block,
          "no tombstone",
          "a tombstone");
    }
    context.set(RootLayout.TOMBSTONE_BLOCK, 0);
    return block;
  }

  /** Before the first byte of it is changed: damage may have made it any address. */
  private boolean isTombstoneInReserve(long block) {
    return (block & 7) == 0
        && context.segment().isReserved(block, EntryLayout.ETERNAL_HEADER_BYTES)
        && EntryLayout.versionAcquire(memory, block) == 0
        && (EntryLayout.flags(memory, block) & EntryLayout.TOMBSTONE) != 0;
  }

  /** Step 6. */
  void end(int page, int slotHash) {
    Stamps.even(memory, stamp(page, slotHash));
  }

  /** Says to which change the counts belong from here on; it is not committed yet. */
  private void beginCounting(long commitVersion) {
    context.set(RootLayout.COUNTED_VERSION, commitVersion);
    // store-store fence: pairs with the acquire fence in SharedMap.sizeAt; whoever reads a count of
    // this change finds its version there.
    VarHandle.storeStoreFence();
  }

  private void account(long entry, int sign) {
    context.add(RootLayout.ENTRIES, sign);
    context.add(RootLayout.ENTRY_BYTES, sign * garbage.blockBytes(entry));
    if ((EntryLayout.flags(memory, entry) & EntryLayout.EXPIRING) != 0) {
      context.add(RootLayout.EXPIRING_ENTRIES, sign);
    }
  }

  /** Most entries are followed by one of the same length and kind, which changes no count. */
  private void recount(long former, long entry) {
    if (garbage.blockBytes(former) != garbage.blockBytes(entry)
        || EntryLayout.flags(memory, former) != EntryLayout.flags(memory, entry)) {
      account(former, -1);
      account(entry, 1);
    }
  }

  private static long stamp(int page, int slotHash) {
    return ExtentLayout.stamp(page, PageLayout.home(slotHash));
  }
}
