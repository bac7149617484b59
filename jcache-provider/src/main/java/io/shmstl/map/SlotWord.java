package io.shmstl.map;

/**
 * A slot of the index: 32 bits of the key's hash above the 32-bit address of its entry (in units of
 * 8 bytes). 0 is an empty slot: no entry has address 0. Keeping the hash here means that a mismatch
 * costs no access to an entry and a page split touches no entry at all.
 */
final class SlotWord {
  static final long EMPTY = 0;

  private SlotWord() {}

  static long of(int hash, long address) {
    return (long) hash << 32 | address >>> 3;
  }

  static int hash(long slot) {
    return (int) (slot >>> 32);
  }

  static long address(long slot) {
    return addressOf(unit(slot));
  }

  /** The address as it stands in the word, in units of 8 bytes, unsigned. */
  static int unit(long slot) {
    return (int) slot;
  }

  static long addressOf(int unit) {
    return Integer.toUnsignedLong(unit) << 3;
  }
}
