package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * Bytes of a chunk of the retired queue: a link, then {@value #RECORDS} records.
 *
 * <pre>
 * off size field        access  written by
 *   0    8 next         plain   writer; the chunk behind this one, address
 *   8    4 entry        plain   writer; of the first record: what is retired, units of 8
 *  12    4 hash         plain   writer; slot hash of its key
 *  16    8 supersededBy plain   writer; commit version from which on nobody needs it
 * </pre>
 */
final class RetiredLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.LONG.withName("next"),
          Layouts.INT.withName("entry"),
          Layouts.INT.withName("hash"),
          Layouts.LONG.withName("supersededBy"));

  static final int RECORDS = 63;

  private static final long FIRST = LAYOUT.byteOffset(PathElement.groupElement("entry"));
  private static final long RECORD_BYTES = LAYOUT.byteSize() - FIRST;
  private static final long HASH = LAYOUT.byteOffset(PathElement.groupElement("hash")) - FIRST;
  private static final long SUPERSEDED_BY =
      LAYOUT.byteOffset(PathElement.groupElement("supersededBy")) - FIRST;

  static final long BYTES = FIRST + RECORDS * RECORD_BYTES;

  private RetiredLayout() {}

  static long next(MemorySegment memory, long chunk) {
    return memory.get(Layouts.LONG, chunk);
  }

  static void next(MemorySegment memory, long chunk, long next) {
    memory.set(Layouts.LONG, chunk, next);
  }

  static void record(
      MemorySegment memory, long chunk, long index, long entry, int hash, long supersededBy) {
    long at = chunk + FIRST + index * RECORD_BYTES;
    memory.set(Layouts.INT, at, (int) (entry >>> 3));
    memory.set(Layouts.INT, at + HASH, hash);
    memory.set(Layouts.LONG, at + SUPERSEDED_BY, supersededBy);
  }

  static long entry(MemorySegment memory, long chunk, long index) {
    return Integer.toUnsignedLong(memory.get(Layouts.INT, chunk + FIRST + index * RECORD_BYTES))
        << 3;
  }

  static int hash(MemorySegment memory, long chunk, long index) {
    return memory.get(Layouts.INT, chunk + FIRST + index * RECORD_BYTES + HASH);
  }

  static long supersededBy(MemorySegment memory, long chunk, long index) {
    return memory.get(Layouts.LONG, chunk + FIRST + index * RECORD_BYTES + SUPERSEDED_BY);
  }
}
