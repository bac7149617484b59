package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/** Empties a slot and settles what depends on it: small bit, overflow counts, the page's count. */
final class SlotEraser {
  private SlotEraser() {}

  static void erase(MemorySegment memory, int page, long slotAddress, int slotHash) {
    // release: a reader that finds the slot empty finds the tombstone's commit version as well.
    PageLayout.slotRelease(memory, slotAddress, SlotWord.EMPTY);
    long address = ExtentLayout.address(page);
    PageLayout.small(memory, page, slotAddress, false);
    Overflow.lower(
        memory, address, PageLayout.home(slotHash), PageLayout.bucketOf(address, slotAddress));
    PageLayout.used(memory, page, PageLayout.used(memory, page) - 1);
  }
}
