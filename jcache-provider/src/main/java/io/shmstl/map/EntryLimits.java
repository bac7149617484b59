package io.shmstl.map;

import io.shmstl.segment.Segment;

/** How large a key and a value may be. */
public final class EntryLimits {
  /** Longest key in bytes: its length is kept in 16 bits. */
  public static final int MAX_KEY_BYTES = 65_535;

  /** A value may take this part of the capacity, so that eviction can always make room for it. */
  public static final int VALUE_SHARE = 8;

  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - (1 << 20);

  private EntryLimits() {}

  /** Longest value of a segment in bytes. */
  public static int maxValueBytes(Segment segment) {
    return maxValueBytes(segment.capacityBytes());
  }

  /** Longest value of a segment of this capacity, in bytes. */
  public static int maxValueBytes(long capacityBytes) {
    return (int) Math.min(capacityBytes / VALUE_SHARE, MAX_ARRAY_BYTES);
  }

  /** Refuses what is too large before anything is changed. */
  static void require(int keyLength, int valueLength, int maxValueBytes) {
    if (keyLength > MAX_KEY_BYTES) {
      throw new EntryTooLargeException("key", keyLength, MAX_KEY_BYTES);
    }
    if (valueLength > maxValueBytes) {
      throw new EntryTooLargeException("value", valueLength, maxValueBytes);
    }
  }
}
