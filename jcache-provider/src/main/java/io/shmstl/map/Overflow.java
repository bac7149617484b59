package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/**
 * The overflow counts on the way from a key's home bucket to the bucket it lives in. Only the
 * writer stores them; a count that reached {@link PageLayout#STUCK} stays there, which costs
 * readers a bucket and never a key.
 */
final class Overflow {
  private Overflow() {}

  /** Before the slot is published: readers that see the slot's bucket skipped were too early. */
  static void raise(MemorySegment memory, long pageAddress, int home, int bucket) {
    for (int b = home; b != bucket; b = b + 1 & PageLayout.BUCKET_MASK) {
      long at = PageLayout.bucket(pageAddress, b);
      int count = PageLayout.overflow(memory, at);
      if (count < PageLayout.STUCK) {
        PageLayout.overflow(memory, at, count + 1);
      }
    }
  }

  /** After the slot was cleared. */
  static void lower(MemorySegment memory, long pageAddress, int home, int bucket) {
    for (int b = home; b != bucket; b = b + 1 & PageLayout.BUCKET_MASK) {
      long at = PageLayout.bucket(pageAddress, b);
      int count = PageLayout.overflow(memory, at);
      if (count > 0 && count < PageLayout.STUCK) {
        PageLayout.overflow(memory, at, count - 1);
      }
    }
  }
}
