package io.shmstl.segment;

import org.jspecify.annotations.Nullable;

/**
 * Whether a segment may be used; stored in its superblock, and only ever goes from READY to
 * DESTROYED.
 */
public enum SegmentState {
  READY(1),
  /**
   * The cache was destroyed: the file has no name any more, and every process that still maps it
   * lets go.
   */
  DESTROYED(2);

  private final int code;

  SegmentState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable SegmentState of(int code) {
    return switch (code) {
      case 1 -> READY;
      case 2 -> DESTROYED;
      default -> null;
    };
  }
}
