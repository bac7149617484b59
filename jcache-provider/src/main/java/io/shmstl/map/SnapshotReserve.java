package io.shmstl.map;

import io.shmstl.alloc.AllocatorFigures;

/**
 * Free bytes that the writer keeps for snapshots of a full map. What a snapshot holds back makes no
 * room when it is evicted, so a map that fills its segment would have to give a snapshot up at the
 * next entry that needs a place: full is what caches are most of the time. While snapshots are in
 * use, entries therefore leave a little ahead of need, until so much is free that a snapshot can
 * hold back as much.
 *
 * <p>A segment whose snapshots nobody has opened for a while is filled to the end. Under the lease.
 */
final class SnapshotReserve {
  /** The reserve is one part of the capacity in this many. */
  static final int SHARE = 16;

  /** How long after the last snapshot was opened the reserve is kept. */
  static final long KEPT_MS = 600_000;

  /** Requests for room between two looks at the last snapshot. */
  static final int REQUESTS_PER_LOOK = 256;

  /** Most entries that leave ahead of one request. */
  private static final int VICTIMS_AHEAD = 4;

  private final MapContext context;
  private final Eviction eviction;
  private final long reserveBytes;
  private int requests;
  private boolean isWanted;

  SnapshotReserve(MapContext context, Eviction eviction) {
    this.context = context;
    this.eviction = eviction;
    this.reserveBytes = context.segment().capacityBytes() / SHARE;
  }

  /** Before a request for room: lets entries leave, if less than the reserve is free. */
  void keep() {
    if (requests++ % REQUESTS_PER_LOOK == 0) {
      isWanted = context.pins().wasAnyOpenedWithin(KEPT_MS, context.clockMs().getAsLong());
    }
    if (!isWanted) {
      return;
    }
    for (int i = 0; i < VICTIMS_AHEAD && isShort(); i++) {
      if (eviction.evictOne() == Eviction.NONE) {
        return;
      }
    }
  }

  /** What leaves while a pin is open is kept for it and makes nothing free. */
  private boolean isShort() {
    AllocatorFigures heap = context.allocator().figures();
    return heap.availableBytes() < reserveBytes && context.pins().lowest() == Long.MAX_VALUE;
  }
}
