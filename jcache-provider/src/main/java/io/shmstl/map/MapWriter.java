package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/**
 * Changes keys: put, remove, touch. Every call is made by the holder of the writer lease; what it
 * refuses it refuses before anything is changed.
 */
final class MapWriter {
  private final MapContext context;
  private final MemorySegment memory;
  private final int maxValueBytes;
  private final Locator locator;
  private final EntryWriter entryWriter;
  private final Garbage garbage;
  private final SlotChange change;
  private final Eviction eviction;
  private final Room room;
  private final Index index;

  MapWriter(MapContext context) {
    this.context = context;
    this.memory = context.memory();
    this.maxValueBytes = EntryLimits.maxValueBytes(context.segment());
    this.locator = new Locator(context);
    this.entryWriter = new EntryWriter(context);
    this.garbage = new Garbage(context);
    this.change = new SlotChange(context, garbage);
    this.eviction = new Eviction(context, change);
    this.room = new Room(context, garbage, change, eviction);
    this.index = new Index(context, garbage, room, eviction);
  }

  /** Stores an entry, over the one the key may have. */
  void put(
      byte[] key,
      int keyLength,
      long hash,
      byte[] value,
      int valueOffset,
      int valueLength,
      int createdSeconds,
      long deadlineMs) {
    EntryLimits.require(keyLength, valueLength, maxValueBytes);
    garbage.limit();
    int slotHash = KeyHash.slotHash(hash);
    long bytes = EntryWriter.bytes(keyLength, valueLength, deadlineMs);
    // The block comes first: taking it may evict anything, the key's own old entry included.
    long block = room.take(bytes);
    boolean replaces = locator.find(key, keyLength, slotHash);
    if (!replaces && !index.findSlot(locator, slotHash)) {
      context.allocator().free(block, bytes);
      throw context.allocator().full("no slot in the index of " + context.segment().file(), bytes);
    }
    long commitVersion = change.begin(locator.page, slotHash);
    entryWriter.write(
        block,
        locator.entry,
        commitVersion,
        key,
        keyLength,
        value,
        valueOffset,
        valueLength,
        createdSeconds,
        deadlineMs);
    if (replaces) {
      recordUse();
      change.replace(locator, slotHash, block, commitVersion);
    } else {
      eviction.admit(locator.page, locator.slotAddress, slotHash);
      change.insert(locator, slotHash, block, commitVersion);
    }
    garbage.collect();
  }

  /** Removes a key; false if it was absent. */
  boolean remove(byte[] key, int keyLength, long hash) {
    if (!locator.find(key, keyLength, KeyHash.slotHash(hash))) {
      return false;
    }
    garbage.limit();
    change.remove(locator.page, locator.slotAddress, locator.slot);
    garbage.collect();
    return true;
  }

  /** Moves the deadline of a key, in place where its entry has one; false if it is absent. */
  boolean touch(byte[] key, int keyLength, long hash, long deadlineMs) {
    int slotHash = KeyHash.slotHash(hash);
    if (!locator.find(key, keyLength, slotHash)) {
      return false;
    }
    if ((EntryLayout.flags(memory, locator.entry) & EntryLayout.EXPIRING) != 0) {
      change.begin(locator.page, slotHash);
      EntryLayout.deadlineMs(memory, locator.entry, deadlineMs);
      change.end(locator.page, slotHash);
      return true;
    }
    return deadlineMs == EntryLayout.ETERNAL || giveDeadline(key, keyLength, slotHash, deadlineMs);
  }

  /**
   * Removes all keys of the page that covers a slot hash; returns the hash the next one starts at.
   */
  int clearPage(int slotHash) {
    long word = context.directoryWord(slotHash);
    int page = DirectoryLayout.page(word);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(PageLayout.bucket(ExtentLayout.address(page), b), s);
        long slot = PageLayout.slotAcquire(memory, at);
        if (slot != SlotWord.EMPTY && !isTombstone(slot)) {
          garbage.limit();
          change.remove(page, at, slot);
        }
      }
    }
    garbage.collectAll();
    return Hand.nextPrefix(slotHash, DirectoryLayout.localDepth(word));
  }

  void makeRoom(long bytes) {
    long block = room.tryTake(bytes);
    if (block != 0) {
      context.allocator().free(block, bytes);
    }
  }

  NextVictims nextVictims() {
    return eviction.ahead();
  }

  Garbage garbage() {
    return garbage;
  }

  /** Gives an entry that was stored without a deadline one: the same value, written again. */
  private boolean giveDeadline(byte[] key, int keyLength, int slotHash, long deadlineMs) {
    garbage.limit();
    long bytes =
        EntryLayout.bytes(memory, locator.entry)
            + EntryLayout.EXPIRING_HEADER_BYTES
            - EntryLayout.ETERNAL_HEADER_BYTES;
    long block = room.take(bytes);
    if (!locator.find(key, keyLength, slotHash)) {
      context.allocator().free(block, bytes); // making room evicted it
      return false;
    }
    long commitVersion = change.begin(locator.page, slotHash);
    entryWriter.copyExpiring(block, locator.entry, commitVersion, deadlineMs);
    change.replace(locator, slotHash, block, commitVersion);
    garbage.collect();
    return true;
  }

  private void recordUse() {
    int frequency = PageLayout.frequency(memory, locator.slotAddress);
    if (frequency < PageLayout.MAX_FREQUENCY) {
      PageLayout.frequency(memory, locator.slotAddress, frequency + 1);
    }
  }

  private boolean isTombstone(long slot) {
    return (EntryLayout.flags(memory, SlotWord.address(slot)) & EntryLayout.TOMBSTONE) != 0;
  }
}
