package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.Rebuild;
import io.shmstl.segment.Segment;
import io.shmstl.sync.Pins;
import io.shmstl.sync.WriterLease;
import io.shmstl.testing.TestSpace;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map in a segment of its own, with the parts below it in reach; the thread that made it holds
 * the writer lease all the time.
 */
final class MapKit implements AutoCloseable {
  static final long MIB = 1 << 20;
  static final long SNAPSHOT_AGE_MS = 600_000;
  private static final long LEASE_WAIT_NANOS = 60_000_000_000L;

  private final TestSpace space = TestSpace.create();
  private final EntryCopy copy = new EntryCopy();
  private final Segment segment;
  private final WriterLease lease;
  private final Allocator allocator;
  private final Pins pins;
  private final long anchor;
  private final MapContext context;
  private final SharedMap map;
  private long nowMs;

  private MapKit(long capacityBytes) {
    segment = space.createCache("map", capacityBytes);
    lease = new WriterLease(segment, space.member());
    allocator = new Allocator(segment, lease);
    pins = new Pins(segment, space.member());
    lease.acquire(LEASE_WAIT_NANOS);
    Allocator.format(segment);
    anchor = allocator.allocate(SharedMap.ANCHOR_BYTES);
    memory().asSlice(anchor, SharedMap.ANCHOR_BYTES).fill((byte) 0);
    SharedMap.format(segment, anchor, allocator);
    map = new SharedMap(segment, anchor, allocator, pins, () -> nowMs, SNAPSHOT_AGE_MS);
    context =
        new MapContext(
            segment,
            memory(),
            IndexExtents.align(anchor),
            segment.tag(),
            allocator,
            pins,
            () -> nowMs,
            SNAPSHOT_AGE_MS);
  }

  static MapKit create(long capacityBytes) {
    return new MapKit(capacityBytes);
  }

  SharedMap map() {
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

  Allocator allocator() {
    return allocator;
  }

  Pins pins() {
    return pins;
  }

  EntryCopy copy() {
    return copy;
  }

  void nowMs(long nowMs) {
    this.nowMs = nowMs;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  long hash(String key) {
    byte[] bytes = bytes(key);
    return map.hash(bytes, 0, bytes.length);
  }

  void put(String key, byte[] value) {
    put(key, hash(key), value);
  }

  /** Puts under a hash of the test's choice, to fill a page or a bucket of its choice. */
  void put(String key, long hash, byte[] value) {
    byte[] bytes = bytes(key);
    map.put(bytes, bytes.length, hash, value, 0, value.length, 0, Long.MAX_VALUE);
  }

  boolean remove(String key) {
    return remove(key, hash(key));
  }

  boolean remove(String key, long hash) {
    byte[] bytes = bytes(key);
    return map.remove(bytes, bytes.length, hash);
  }

  byte @Nullable [] get(String key) {
    return get(key, hash(key));
  }

  byte @Nullable [] get(String key, long hash) {
    byte[] bytes = bytes(key);
    return map.get(bytes, bytes.length, hash, copy) ? copy.value() : null;
  }

  /** The writer's view of a live key's slot. */
  Locator locate(String key) {
    Locator locator = new Locator(context);
    byte[] bytes = bytes(key);
    if (!locator.find(bytes, bytes.length, KeyHash.slotHash(hash(key)))) {
      throw new AssertionError("no slot for " + key);
    }
    return locator;
  }

  /** The value of the entry at an address as text; null for a tombstone. */
  @Nullable String copyAt(long entry) {
    EntryReader reader = new EntryReader(segment);
    return switch (reader.copyPinned(SlotWord.of(0, entry), copy)) {
      case EntryReader.COPIED -> new String(copy.value(), StandardCharsets.UTF_8);
      case EntryReader.TOMBSTONE -> null;
      default -> throw new AssertionError("no entry at " + entry);
    };
  }

  /** Recovers as a store does; false if the index makes no sense. */
  boolean recover() {
    Rebuild rebuild = allocator.rebuild();
    rebuild.markLive(anchor, SharedMap.ANCHOR_BYTES);
    if (!map.recover(rebuild)) {
      return false;
    }
    rebuild.finish();
    return true;
  }

  /** What is wrong with map and heap; empty if nothing is. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(map.check());
    problems.addAll(
        AllocatorCheck.check(
                segment,
                allocator,
                visitor -> {
                  visitor.visit(anchor, SharedMap.ANCHOR_BYTES);
                  map.forEachBlock(visitor);
                })
            .problems());
    return problems;
  }

  @Override
  public void close() {
    lease.release();
    space.close();
  }
}
