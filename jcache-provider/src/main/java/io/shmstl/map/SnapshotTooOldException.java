package io.shmstl.map;

import io.shmstl.segment.ShmException;

/**
 * A snapshot had to give way: its segment needed the memory that was kept for it, it passed its age
 * limit, or a recovery dropped what was kept. Open another one.
 */
public final class SnapshotTooOldException extends ShmException {
  private static final long serialVersionUID = 1L;

  SnapshotTooOldException(long version, long minimumReadable) {
    super(
        "snapshot too old: it reads version %,d, the oldest that can still be read is %,d"
            .formatted(version, minimumReadable));
  }
}
