package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.Segment;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pin;
import io.shmstl.sync.Pins;
import io.shmstl.sync.WriterLease;
import io.shmstl.testing.Orderings;
import io.shmstl.testing.TestSpace;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * One real map in a mapped segment, over which the states of an ordering test spread: each state
 * has a cell, with a key and the keys that take over its blocks. Any thread reads and writes; a
 * write takes the writer lease.
 *
 * <p>The files are gone from the directory as soon as they are mapped, so that a JVM of jcstress
 * leaves nothing.
 */
final class StressMap {
  /** What a read found, apart from the values below. */
  static final int ABSENT = 0;

  static final int OLD = 1;
  static final int NEW = 2;

  /** The value of a key that got the block of another one. */
  static final int OTHER = 3;

  /** Bytes of several values. */
  static final int TORN = -1;

  private static final int VALUE_BYTES = 64;
  private static final long LEASE_WAIT_NANOS = 60_000_000_000L;
  private static final byte[][] VALUES = new byte[OTHER + 1][VALUE_BYTES];

  static {
    for (int value = 0; value < VALUES.length; value++) {
      Arrays.fill(VALUES[value], (byte) value);
    }
  }

  private final Segment segment;
  private final WriterLease lease;
  private final Allocator allocator;
  private final Pins pins;
  private final MapContext context;
  private final SharedMap map;
  private final AtomicInteger nextCell = new AtomicInteger();
  private final ThreadLocal<EntryCopy> copies = ThreadLocal.withInitial(EntryCopy::new);

  private StressMap(TestSpace space) {
    segment = space.createCache("map", 64L << 20);
    lease = new WriterLease(segment, space.member());
    allocator = new Allocator(segment, lease);
    pins = new Pins(segment, space.member());
    lease.acquire(LEASE_WAIT_NANOS);
    Allocator.format(segment);
    long anchor = allocator.allocate(SharedMap.ANCHOR_BYTES);
    segment.memory().asSlice(anchor, SharedMap.ANCHOR_BYTES).fill((byte) 0);
    SharedMap.format(segment, anchor, allocator);
    long ageMs = Long.MAX_VALUE / 2;
    map = new SharedMap(segment, anchor, allocator, pins, () -> 0, ageMs);
    context =
        new MapContext(
            segment,
            segment.memory(),
            IndexExtents.align(anchor),
            segment.tag(),
            allocator,
            pins,
            () -> 0,
            ageMs);
    lease.release();
  }

  static StressMap create() {
    TestSpace space = TestSpace.create();
    StressMap map = new StressMap(space);
    TestSpace.delete(space.directory());
    return map;
  }

  MapContext context() {
    return context;
  }

  MemorySegment memory() {
    return segment.memory();
  }

  Segment segment() {
    return segment;
  }

  EntryCopy copy() {
    return copies.get();
  }

  /** A cell of which no state that still lives knows. */
  int nextCell() {
    return nextCell.getAndIncrement() & Orderings.CELLS - 1;
  }

  /** A block for a value of the test's size, with its key. */
  long allocate() {
    enter();
    try {
      return allocator.allocate(EntryWriter.bytes(Long.BYTES, VALUE_BYTES, Long.MAX_VALUE));
    } finally {
      lease.release();
    }
  }

  void put(long key, int value) {
    enter();
    try {
      change(key, value);
    } finally {
      lease.release();
    }
  }

  /** Changes a key, and at once another one, which may get the block that became free. */
  void changeBoth(long key, int value, long other, int otherValue) {
    enter();
    try {
      change(key, value);
      change(other, otherValue);
    } finally {
      lease.release();
    }
  }

  /** Puts a value, or removes the key for {@link #ABSENT}. Under the lease. */
  private void change(long key, int value) {
    byte[] bytes = bytes(key);
    long hash = map.hash(bytes, 0, bytes.length);
    if (value == ABSENT) {
      map.remove(bytes, bytes.length, hash);
    } else {
      map.put(bytes, bytes.length, hash, VALUES[value], 0, VALUE_BYTES, 0, Long.MAX_VALUE);
    }
  }

  /** What a key has: one of the constants above. */
  int get(long key) {
    byte[] bytes = bytes(key);
    EntryCopy copy = copy();
    long hash = map.hash(bytes, 0, bytes.length);
    return map.get(bytes, bytes.length, hash, copy) ? meaning(copy) : ABSENT;
  }

  /** The stamp under which what the calling thread has just got is the key's; 0 if none. */
  long stampOfCopy() {
    return map.stamp(copy());
  }

  /** What a key had in a version. */
  int getAt(long key, long version) {
    byte[] bytes = bytes(key);
    EntryCopy copy = copy();
    long hash = map.hash(bytes, 0, bytes.length);
    return map.getAt(bytes, bytes.length, hash, version, copy) ? meaning(copy) : ABSENT;
  }

  Pin pin() {
    return pins.open();
  }

  long commitVersion() {
    return CommitVersion.current(segment);
  }

  /** Where the stamp of a key stands; fixed while no page splits. */
  long stampAddress(long key) {
    byte[] bytes = bytes(key);
    int slotHash = KeyHash.slotHash(map.hash(bytes, 0, bytes.length));
    return ExtentLayout.stamp(context.page(slotHash), PageLayout.home(slotHash));
  }

  /** Keys that are there, as many as states, each with a stamp of its own. */
  long[] keysOfDifferentBuckets() {
    int buckets = 16 * Orderings.CELLS;
    for (long key = 0; key < buckets; key++) {
      put(key, OLD);
    }
    Set<Long> stamps = new HashSet<>();
    return LongStream.range(0, buckets)
        .filter(key -> stamps.add(stampAddress(key)))
        .limit(Orderings.CELLS)
        .toArray();
  }

  static byte[] bytes(long key) {
    return ByteBuffer.allocate(Long.BYTES).putLong(key).array();
  }

  static byte[] value(int value) {
    return VALUES[value];
  }

  static int meaning(EntryCopy copy) {
    byte[] bytes = copy.bytes();
    if (copy.valueLength() != VALUE_BYTES) {
      return TORN;
    }
    int value = bytes[copy.valueOffset()];
    for (int i = 1; i < VALUE_BYTES; i++) {
      if (bytes[copy.valueOffset() + i] != value) {
        return TORN;
      }
    }
    return value;
  }

  private void enter() {
    if (lease.acquire(LEASE_WAIT_NANOS)) {
      lease.releaseDirty();
      throw new AssertionError("a writer failed in the middle of a change");
    }
  }
}
