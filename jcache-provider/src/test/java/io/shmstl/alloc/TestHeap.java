package io.shmstl.alloc;

import io.shmstl.registry.SystemMap;
import io.shmstl.segment.Segment;
import io.shmstl.sync.WriterLease;
import io.shmstl.testing.TestSpace;
import java.nio.file.Path;

/**
 * A cache segment with its writer lease, allocator and system map; at first nobody holds the lease.
 */
public final class TestHeap implements AutoCloseable {
  private static final long LEASE_WAIT_NANOS = 60_000_000_000L;
  private static final String NAME = "heap";

  private final TestSpace space;
  private final Segment segment;
  private final WriterLease lease;
  private final Allocator allocator;
  private final SystemMap systemMap;

  private TestHeap(TestSpace space, Segment segment) {
    this.space = space;
    this.segment = segment;
    this.lease = new WriterLease(segment, space.member());
    this.allocator = new Allocator(segment, lease);
    this.systemMap = new SystemMap(segment, allocator);
  }

  /** A fresh segment in a space of its own. */
  public static TestHeap create(long capacityBytes) {
    TestSpace space = TestSpace.create();
    Segment segment = space.createCache(NAME, capacityBytes);
    Allocator.format(segment);
    SystemMap.format(segment);
    return new TestHeap(space, segment);
  }

  /** A fresh segment whose lease this thread holds. */
  public static TestHeap createAndAcquire(long capacityBytes) {
    TestHeap heap = create(capacityBytes);
    heap.acquire();
    return heap;
  }

  /** The segment that another process has made. */
  public static TestHeap attach(Path directory) {
    TestSpace space = TestSpace.attach(directory);
    return new TestHeap(space, space.openCache(NAME));
  }

  /** Takes the lease; true if the segment is dirty. */
  public boolean acquire() {
    return lease.acquire(LEASE_WAIT_NANOS);
  }

  public Path directory() {
    return space.directory();
  }

  public Segment segment() {
    return segment;
  }

  public WriterLease lease() {
    return lease;
  }

  public Allocator allocator() {
    return allocator;
  }

  public SystemMap systemMap() {
    return systemMap;
  }

  /** Gives the lease back, if this thread holds it, and closes everything. */
  @Override
  public void close() {
    if (lease.isHeldByCurrentThread()) {
      lease.release();
    }
    space.close();
  }
}
