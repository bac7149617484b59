package io.shmstl.benchmarks.hitratio;

/**
 * A segment for about so many entries of one length. How many fit depends on how full the pages of
 * the index are and on what the segment keeps for itself, so the length is found by trying; a
 * competitor gets as many entries as there really are.
 *
 * @param capacityBytes of the segment
 * @param valueLength of every entry
 */
record Sizing(long capacityBytes, int valueLength) {
  private static final long LEAST_CAPACITY = 1 << 20;

  /** Bytes an entry at least, so that the index is not most of the segment. */
  private static final int LEAST_ENTRY_BYTES = 256;

  /** Header, key and part of the index of an entry, about. */
  private static final int OVERHEAD_BYTES = 60;

  private static final int CORRECTIONS = 3;

  static Sizing of(long entries) {
    long capacity = Math.max(LEAST_CAPACITY, entries * LEAST_ENTRY_BYTES);
    double length = (double) capacity / entries - OVERHEAD_BYTES;
    for (int i = 0; i < CORRECTIONS; i++) {
      double found = entriesWhenFull(capacity, (int) length, entries);
      length += (length + OVERHEAD_BYTES) * (found / entries - 1);
    }
    return new Sizing(capacity, (int) length);
  }

  private static long entriesWhenFull(long capacity, int valueLength, long wanted) {
    try (SharedCache cache = new SharedCache(capacity)) {
      for (long i = 0; i < 3 * wanted / 2 + 100; i++) {
        cache.ask(-1 - i, valueLength);
      }
      return cache.figures().map().entries();
    }
  }
}
