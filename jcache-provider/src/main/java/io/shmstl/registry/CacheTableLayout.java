package io.shmstl.registry;

import io.shmstl.alloc.Units;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SequenceLayout;
import java.lang.invoke.VarHandle;

/**
 * The table of caches: the object {@code caches} of the system segment, {@value #SLOTS} slots of
 * one word each.
 *
 * <pre>
 *  off   size  field  access           written-by
 *    0  32768  slots  acquire/release  lease-holder
 * </pre>
 *
 * <p>A slot's word: bits 0-31 the address of a {@link DescriptorLayout descriptor} in units of 8
 * bytes, 0 = the slot is free; bits 32-47 a generation that every change of the slot raises; bits
 * 48-63 of the hash of the cache's name.
 */
final class CacheTableLayout {
  static final int SLOTS = 4096;

  static final SequenceLayout LAYOUT =
      MemoryLayout.sequenceLayout(SLOTS, Layouts.LONG.withName("slot"));

  static final long BYTES = LAYOUT.byteSize();

  private static final VarHandle LONG = Layouts.LONG.varHandle();

  private CacheTableLayout() {}

  static long slotAcquire(MemorySegment memory, long table, int slot) {
    return (long) LONG.getAcquire(memory, slotAddress(table, slot));
  }

  static void slotRelease(MemorySegment memory, long table, int slot, long word) {
    LONG.setRelease(memory, slotAddress(table, slot), word);
  }

  static long slotAddress(long table, int slot) {
    return table + (long) Long.BYTES * slot;
  }

  /** The word that follows {@code before} in a slot, with another descriptor or none (0). */
  static long successor(long before, long descriptor, long nameHash) {
    long generation = (before >>> 32) + 1 & 0xFFFF;
    return nameHash >>> 48 << 48
        | generation << 32
        | Integer.toUnsignedLong(Units.ofAddress(descriptor));
  }

  static long descriptor(long word) {
    return Units.toAddress((int) word);
  }

  static boolean hasHash(long word, long nameHash) {
    return (word ^ nameHash) >>> 48 == 0;
  }
}
