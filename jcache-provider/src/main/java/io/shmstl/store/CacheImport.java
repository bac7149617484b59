package io.shmstl.store;

import io.shmstl.map.EntryCopy;
import io.shmstl.segment.CorruptException;
import io.shmstl.snapshot.ExportCursor;
import java.util.function.LongSupplier;

/**
 * Puts the entries of an export into a cache made for them. Others may use the cache meanwhile: a
 * key that somebody has put is left as it is.
 */
final class CacheImport {
  private final CacheStore store;
  private final ExportedCache from;
  private final LongSupplier clockMs;

  CacheImport(CacheStore store, ExportedCache from, LongSupplier clockMs) {
    this.store = store;
    this.from = from;
    this.clockMs = clockMs;
  }

  /**
   * Gives a segment that nobody else knows yet the schemas under the numbers they had, since
   * numbers are part of the bytes of keys.
   */
  static void register(ExportedCache from, CacheSegment into) {
    int expected = SegmentSchemas.FIRST_NUMBER;
    for (byte[] schema : from.schemaBytes()) {
      int number = into.schemas().numberOf(schema);
      if (number != expected++) {
        throw new CorruptException(
            "schemas of the export of " + from.descriptor().name(),
            0,
            "schema " + number + " twice",
            "each once");
      }
    }
  }

  /** Puts every entry that has not expired by now. */
  void run() {
    EntryCopy entry = new EntryCopy();
    EntryCopy present = new EntryCopy();
    ExportCursor entries = from.entries();
    while (entries.next(entry)) {
      if (entry.deadlineMs() > clockMs.getAsLong()) {
        put(entry, present);
      }
    }
  }

  private void put(EntryCopy entry, EntryCopy present) {
    byte[] key = entry.key();
    long hash = store.hash(key, 0, key.length);
    try (KeyLock _ = store.lock(hash)) {
      if (!store.get(key, key.length, hash, present)) {
        try (Batch batch = store.write()) {
          batch.put(
              key,
              key.length,
              hash,
              entry.bytes(),
              entry.valueOffset(),
              entry.valueLength(),
              entry.createdSeconds(),
              entry.deadlineMs());
        }
      }
    }
  }
}
