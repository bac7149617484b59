package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;

/**
 * The count of a segment's committed changes, and the least version of which old entries are still
 * kept. Read by anybody; changed by the holder of the writer lease only.
 */
public final class CommitVersion {
  private CommitVersion() {}

  /** The version of the last committed change; 0 if there was none. */
  public static long current(Segment segment) {
    // acquire: pairs with publish; the change itself was published before.
    return VersionsLayout.commitVersionAcquire(segment.memory(), SegmentLayout.VERSIONS);
  }

  /**
   * Commits a change that is published already. A full fence must follow before the pins are looked
   * at.
   */
  public static void publish(Segment segment, long version) {
    assert version > current(segment) : version + " after " + current(segment);
    // release: pairs with current.
    VersionsLayout.commitVersionRelease(segment.memory(), SegmentLayout.VERSIONS, version);
  }

  /** Snapshots of a lesser version than this are too old to be read. */
  public static long minimumReadable(Segment segment) {
    // acquire: pairs with raiseMinimumReadable.
    return VersionsLayout.minimumReadableAcquire(segment.memory(), SegmentLayout.VERSIONS);
  }

  /**
   * Makes snapshots of lesser versions unreadable; a lesser value than the present one changes
   * nothing. A full fence must follow before anything they could see is reclaimed.
   */
  public static void raiseMinimumReadable(Segment segment, long version) {
    if (version > minimumReadable(segment)) {
      // release: pairs with minimumReadable.
      VersionsLayout.minimumReadableRelease(segment.memory(), SegmentLayout.VERSIONS, version);
    }
  }
}
