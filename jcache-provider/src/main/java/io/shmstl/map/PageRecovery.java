package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.Rebuild;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Recovers one page after another and sums up what the map's root keeps: which slots lead to an
 * entry, and what follows from that.
 */
final class PageRecovery {
  private final MapContext context;
  private final boolean isThorough;
  private final MemorySegment memory;
  private final long heapStart;
  private final long reservedEnd;
  private final long maxValueBytes;
  private final byte[] key = new byte[EntryLimits.MAX_KEY_BYTES];
  private final int[] overflow = new int[PageLayout.BUCKETS];
  private final boolean[] altered = new boolean[PageLayout.BUCKETS];

  private long entries;
  private long entryBytes;
  private long smallEntries;
  private long expiringEntries;
  private long dropped;
  private long highestVersion;

  PageRecovery(MapContext context, boolean isThorough) {
    this.context = context;
    this.isThorough = isThorough;
    this.memory = context.memory();
    this.heapStart = context.segment().heapStart();
    this.reservedEnd = context.segment().reservedEnd();
    this.maxValueBytes = EntryLimits.maxValueBytes(context.segment());
  }

  /** Clears slots that do not count and computes again what belongs to the page. */
  void recover(int page, int firstHash, int localDepth, Rebuild rebuild) {
    long address = ExtentLayout.address(page);
    Arrays.fill(overflow, 0);
    Arrays.fill(altered, false);
    int used = 0;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(PageLayout.bucket(address, b), s);
        long slot = PageLayout.slotAcquire(memory, at);
        if (slot != SlotWord.EMPTY && counts(slot, firstHash, localDepth, rebuild)) {
          used++;
          add(page, at, SlotWord.address(slot));
          raise(PageLayout.home(SlotWord.hash(slot)), b);
        } else {
          if (slot != SlotWord.EMPTY) {
            altered[PageLayout.home(SlotWord.hash(slot))] = true;
            PageLayout.slotRelease(memory, at, SlotWord.EMPTY);
          }
          PageLayout.small(memory, page, at, false);
        }
      }
    }
    PageLayout.used(memory, page, used);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      PageLayout.overflow(
          memory, PageLayout.bucket(address, b), Math.min(overflow[b], PageLayout.STUCK));
      Stamps.settle(memory, ExtentLayout.stamp(page, b), altered[b]);
    }
  }

  /** Stores the sums, each once. */
  void storeCounts() {
    context.set(RootLayout.ENTRIES, entries);
    context.set(RootLayout.ENTRY_BYTES, entryBytes);
    context.set(RootLayout.SMALL_ENTRIES, smallEntries);
    context.set(RootLayout.EXPIRING_ENTRIES, expiringEntries);
    context.set(RootLayout.TOMBSTONES, 0);
    context.add(RootLayout.DROPPED, dropped);
  }

  /** The highest commit version of an entry that counts. */
  long highestVersion() {
    return highestVersion;
  }

  private boolean counts(long slot, int firstHash, int localDepth, Rebuild rebuild) {
    int hash = SlotWord.hash(slot);
    long range = 1L << (32 - localDepth);
    long distance = (hash & 0xFFFF_FFFFL) - (firstHash & 0xFFFF_FFFFL);
    if (distance < 0 || distance >= range) {
      return false; // the leftover of a split: it counts in the page it moved to
    }
    long entry = SlotWord.address(slot);
    if (!isEntry(entry, hash)) {
      dropped++;
      return false;
    }
    if ((EntryLayout.flags(memory, entry) & EntryLayout.TOMBSTONE) != 0) {
      return false;
    }
    if (!rebuild.markLive(entry, EntryLayout.bytes(memory, entry))) {
      dropped++;
      return false;
    }
    return true;
  }

  private boolean isEntry(long entry, int hash) {
    if (entry < heapStart || entry + EntryLayout.ETERNAL_HEADER_BYTES > reservedEnd) {
      return false;
    }
    int flags = EntryLayout.flags(memory, entry);
    int keyLength = EntryLayout.keyLength(memory, entry);
    long valueLength = EntryLayout.valueLength(memory, entry);
    if (!EntryLayout.hasTag(EntryLayout.versionAcquire(memory, entry), context.tag())
        || valueLength < 0
        || valueLength > maxValueBytes
        || entry + EntryLayout.bytes(memory, entry) > reservedEnd) {
      return false;
    }
    if ((flags & EntryLayout.TOMBSTONE) != 0) {
      return true;
    }
    MemorySegment.copy(
        memory, Layouts.BYTE, entry + EntryLayout.headerBytes(flags), key, 0, keyLength);
    long seed = context.segment().hashSeed();
    return KeyHash.slotHash(KeyHash.hash(key, 0, keyLength, seed)) == hash
        && (!isThorough || fitsItsCheck(entry, keyLength, (int) valueLength));
  }

  private boolean fitsItsCheck(long entry, int keyLength, int valueLength) {
    long from = entry + EntryLayout.headerBytes(EntryLayout.flags(memory, entry)) + keyLength;
    byte[] value = new byte[valueLength];
    MemorySegment.copy(memory, Layouts.BYTE, from, value, 0, valueLength);
    long seed = context.segment().hashSeed();
    return KeyHash.check(key, 0, keyLength, value, 0, valueLength, seed)
        == EntryLayout.check(memory, entry);
  }

  private void add(int page, long slotAddress, long entry) {
    entries++;
    entryBytes += Allocator.blockBytes(EntryLayout.bytes(memory, entry));
    if (PageLayout.isSmall(memory, page, slotAddress)) {
      smallEntries++;
    }
    if ((EntryLayout.flags(memory, entry) & EntryLayout.EXPIRING) != 0) {
      expiringEntries++;
    }
    highestVersion =
        Math.max(
            highestVersion, EntryLayout.commitVersion(EntryLayout.versionAcquire(memory, entry)));
  }

  private void raise(int home, int bucket) {
    for (int b = home; b != bucket; b = b + 1 & PageLayout.BUCKET_MASK) {
      overflow[b]++;
    }
  }
}
