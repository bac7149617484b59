package io.shmstl.store;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.Rebuild;
import io.shmstl.map.SharedMap;
import io.shmstl.registry.NamedObject;
import io.shmstl.registry.SystemMap;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.segment.SegmentState;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.sync.KeyLocks;
import io.shmstl.sync.Membership;
import io.shmstl.sync.Pins;
import io.shmstl.sync.WriterLease;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cache's segment as a member uses it: its map, its locks, its schemas, and their recovery. */
final class CacheSegment {
  /** Name of the object that anchors the map. */
  static final String MAP_OBJECT = "map";

  private final Segment segment;

  /** Whether it must have a map: all but one that this process is just making. */
  private volatile boolean hasMap;

  private final WriterLease lease;
  private final Allocator allocator;
  private final SystemMap systemMap;
  private final Pins pins;
  private final KeyLocks keyLocks;
  private final WriteAccess writes;
  private final long snapshotAgeMs;

  /** The thread that closed the cache while it held key locks; closes it with the last of them. */
  private volatile @Nullable Thread closesLater;

  private final SharedMap map;
  private final SegmentSchemas schemas;

  /**
   * Takes over an open segment.
   *
   * @param isNew whether this process has just made it: nobody else can know it, and it is given a
   *     map
   * @throws CorruptException if it is not new and has no map; the cache is then destroyed
   */
  CacheSegment(Segment segment, Membership member, StoreOptions options, boolean isNew) {
    this.segment = segment;
    this.hasMap = !isNew;
    this.lease = new WriterLease(segment, member);
    this.allocator = new Allocator(segment, lease);
    this.systemMap = new SystemMap(segment, allocator);
    this.pins = new Pins(segment, member);
    this.keyLocks = new KeyLocks(segment, member);
    this.writes =
        new WriteAccess(segment, lease, () -> recover(false), options.leaseWait().toNanos());
    this.snapshotAgeMs = options.snapshotAge().toMillis();
    this.map = openMap();
    this.hasMap = true;
    this.schemas = new SegmentSchemas(segment, systemMap, map, writes);
    // What holds nothing back is never looked at by a writer, and would be listed for ever.
    pins.clearDead();
  }

  static void format(Segment segment) {
    Allocator.format(segment);
    SystemMap.format(segment);
  }

  Segment segment() {
    return segment;
  }

  SharedMap map() {
    return map;
  }

  Pins pins() {
    return pins;
  }

  SystemMap systemMap() {
    return systemMap;
  }

  KeyLocks keyLocks() {
    return keyLocks;
  }

  WriteAccess writes() {
    return writes;
  }

  SegmentSchemas schemas() {
    return schemas;
  }

  Allocator allocator() {
    return allocator;
  }

  SegmentFigures figures(String name) {
    return SegmentFacts.figures(name, allocator, lease.waits(), keyLocks.waits(), map.figures());
  }

  boolean isDestroyed() {
    return segment.state() == SegmentState.DESTROYED;
  }

  /** Makes the cache destroyed for every process that has it open. */
  void destroy() {
    try {
      writes.run(() -> segment.publishState(SegmentState.DESTROYED));
    } catch (CorruptException e) {
      if (!isDestroyed()) {
        throw e;
      }
      logger().log(Level.DEBUG, "recovery had to destroy it already", e);
    }
  }

  /** What is wrong with the segment; empty if nothing is. */
  List<String> check() {
    List<String> problems = new ArrayList<>();
    writes.run(() -> {
      problems.addAll(map.check());
      if (problems.isEmpty()) {
        // Only a sound map can be walked: an unsound one may lead anywhere.
        problems.addAll(checkHeap().problems());
      }
    });
    return problems;
  }

  /**
   * Makes everything derived again and drops the entries that do not fit their check.
   *
   * @return how many entries were dropped
   * @throws CorruptException if the contents make no sense; the cache is then destroyed
   */
  long repair() {
    long before = map.figures().dropped();
    writes.run(() -> recover(true));
    return map.figures().dropped() - before;
  }

  private AllocatorCheck.Result checkHeap() {
    return AllocatorCheck.check(
        segment,
        allocator,
        visitor -> {
          systemMap.forEachBlock(visitor);
          map.forEachBlock(visitor);
        });
  }

  /**
   * Lets go of the words held in this member's name, then unmaps. If a thread does not give a lock
   * back, the segment stays mapped, so that it still can: nobody else may take the word of a member
   * that lives.
   *
   * <p>User code that runs under a key lock may close its own cache: that is done when the thread
   * gives its last key lock back.
   */
  void close() {
    if (keyLocks.isAnyHeldByCurrentThread()) {
      closesLater = Thread.currentThread();
    } else {
      closeNow();
    }
  }

  /**
   * Gives back what an {@code Error} kept the calling thread from giving back: the lease, and key
   * locks that it holds for no key.
   */
  void letGo() {
    try {
      lease.letGo();
    } finally {
      keyLocks.letGo();
    }
  }

  /** After a thread gave key locks back: closes what that thread closed while it held them. */
  void closeIfDue() {
    if (Thread.currentThread().equals(closesLater) && !keyLocks.isAnyHeldByCurrentThread()) {
      closesLater = null;
      closeNow();
    }
  }

  private void closeNow() {
    keyLocks.close();
    try {
      pins.close();
    } finally {
      lease.close();
      segment.close();
    }
  }

  private SharedMap openMap() {
    NamedObject anchor = systemMap.find(MAP_OBJECT);
    if (anchor == null && hasMap) {
      // A recovery says so, or another one has mended meanwhile what was damaged.
      writes.run(() -> recover(false));
      throw noMap();
    }
    if (anchor == null) {
      List<NamedObject> made = new ArrayList<>();
      writes.run(() -> made.add(createMap()));
      anchor = made.getFirst();
    }
    return map(anchor);
  }

  private NamedObject createMap() {
    return systemMap.findOrCreate(
        MAP_OBJECT,
        SharedMap.ANCHOR_BYTES,
        (memory, address, bytes) -> SharedMap.format(segment, address, allocator));
  }

  private SharedMap map(NamedObject anchor) {
    return new SharedMap(
        segment, anchor.address(), allocator, pins, System::currentTimeMillis, snapshotAgeMs);
  }

  /**
   * Rebuilds everything derived: the first dirty lease may come before this object has its map, so
   * the anchor is looked up anew.
   *
   * @throws CorruptException if the contents make no sense; the cache is then destroyed
   */
  private void recover(boolean isThorough) {
    try {
      Rebuild rebuild = allocator.rebuild();
      systemMap.repair(rebuild::markLive);
      @Nullable NamedObject anchor = systemMap.find(MAP_OBJECT);
      if (anchor == null && hasMap) {
        // A new one at another place would be one that the other processes do not know.
        throw noMap();
      }
      if (anchor != null && !recover(map(anchor), rebuild, isThorough)) {
        throw new CorruptException(
            "index of " + segment.file(), anchor.address(), "words that name no pages", "an index");
      }
      rebuild.finish();
      pins.clearDead();
    } catch (CorruptException e) {
      segment.publishState(SegmentState.DESTROYED);
      throw e;
    }
  }

  private CorruptException noMap() {
    return new CorruptException(
        "system map of " + segment.file(), SegmentLayout.SYSTEM_MAP, "no object map", "one");
  }

  private static boolean recover(SharedMap map, Rebuild rebuild, boolean isThorough) {
    return isThorough ? map.recoverThoroughly(rebuild) : map.recover(rebuild);
  }

  private static Logger logger() {
    return System.getLogger(CacheSegment.class.getName());
  }
}
