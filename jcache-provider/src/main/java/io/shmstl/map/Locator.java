package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds a key's slot, or a free one, for the writer: under the lease nothing moves, so nothing is
 * validated. The fields hold what the last call found.
 */
final class Locator {
  private static final VarHandle KEY_WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MapContext context;
  private final MemorySegment memory;

  /** The page that is in force for the hash last looked for. */
  int page;

  /** Address of the slot found, of a live entry or a free one. */
  long slotAddress;

  /** The word in it. */
  long slot;

  /** Address of the entry it names. */
  long entry;

  Locator(MapContext context) {
    this.context = context;
    this.memory = context.memory();
  }

  /** Finds the slot of a live entry by its key. */
  boolean find(byte[] key, int length, int slotHash) {
    page = context.page(slotHash);
    long address = ExtentLayout.address(page);
    int home = PageLayout.home(slotHash);
    for (int i = 0; i < PageLayout.BUCKETS; i++) {
      long bucket = PageLayout.bucket(address, home + i & PageLayout.BUCKET_MASK);
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(bucket, s);
        long word = PageLayout.slotAcquire(memory, at);
        // The hash first: which slots are empty cannot be predicted, that hashes differ can.
        if (SlotWord.hash(word) == slotHash
            && word != SlotWord.EMPTY
            && holds(SlotWord.address(word), key, length)) {
          slotAddress = at;
          slot = word;
          entry = SlotWord.address(word);
          return true;
        }
      }
      if (PageLayout.overflow(memory, bucket) == 0) {
        return false;
      }
    }
    return false;
  }

  /** Finds the slot that names exactly this entry. */
  boolean findEntry(long wanted, int slotHash) {
    page = context.page(slotHash);
    long address = ExtentLayout.address(page);
    long word = SlotWord.of(slotHash, wanted);
    int home = PageLayout.home(slotHash);
    for (int i = 0; i < PageLayout.BUCKETS; i++) {
      long bucket = PageLayout.bucket(address, home + i & PageLayout.BUCKET_MASK);
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(bucket, s);
        if (PageLayout.slotAcquire(memory, at) == word) {
          slotAddress = at;
          slot = word;
          entry = wanted;
          return true;
        }
      }
      if (PageLayout.overflow(memory, bucket) == 0) {
        return false;
      }
    }
    return false;
  }

  /** Finds the empty slot nearest to the hash's home bucket; false if the page has none. */
  boolean findFree(int slotHash) {
    page = context.page(slotHash);
    long free = PageLayout.freeSlot(memory, page, PageLayout.home(slotHash));
    if (free == 0) {
      return false;
    }
    slotAddress = free;
    slot = SlotWord.EMPTY;
    entry = 0;
    return true;
  }

  private boolean holds(long candidate, byte[] key, int length) {
    int flags = EntryLayout.flags(memory, candidate);
    if ((flags & EntryLayout.TOMBSTONE) != 0
        || EntryLayout.keyLength(memory, candidate) != length) {
      return false;
    }
    long at = candidate + EntryLayout.headerBytes(flags);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if (memory.get(Layouts.LONG_UNALIGNED, at + i) != (long) KEY_WORD.get(key, i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (memory.get(Layouts.BYTE, at + i) != key[i]) {
        return false;
      }
    }
    return true;
  }
}
