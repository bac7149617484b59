package io.shmstl.segment;

import org.jspecify.annotations.Nullable;

/** What a segment is for; stored in its superblock. */
public enum SegmentKind {
  /** The one segment of a space with the member table and the registry. */
  SYSTEM(1),
  /** A segment that holds the entries of one cache. */
  CACHE(2);

  private final int code;

  SegmentKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable SegmentKind of(int code) {
    return switch (code) {
      case 1 -> SYSTEM;
      case 2 -> CACHE;
      default -> null;
    };
  }
}
