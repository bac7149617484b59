package io.shmstl.store;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.AllocatorCheck;
import io.shmstl.alloc.Rebuild;
import io.shmstl.map.MapFigures;
import io.shmstl.registry.CacheRegistry;
import io.shmstl.registry.NamedObject;
import io.shmstl.registry.SystemMap;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.segment.SegmentOptions;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.sync.Membership;
import io.shmstl.sync.Waits;
import io.shmstl.sync.WriterLease;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The system segment of a space as a member uses it: the registry and the way to its lease. */
final class SystemSegment {
  /** Sparse: the file system gives only what descriptors take. */
  private static final long CAPACITY_BYTES = 64L << 20;

  /** Its name among the segments of a space. */
  private static final String NAME = "(system)";

  private final Segment segment;
  private final Membership member;
  private final WriterLease lease;
  private final Allocator allocator;
  private final SystemMap systemMap;
  private final CacheRegistry registry;
  private final WriteAccess writes;

  SystemSegment(Segment segment, Membership member, StoreOptions options) {
    this.segment = segment;
    this.member = member;
    this.lease = new WriterLease(segment, member);
    this.allocator = new Allocator(segment, lease);
    this.systemMap = new SystemMap(segment, allocator);
    this.registry = new CacheRegistry(segment, allocator, systemMap);
    this.writes = new WriteAccess(segment, lease, this::recover, options.leaseWait().toNanos());
  }

  /** Creates the file, with an empty registry. */
  static Segment create(Path file, boolean groupShared) throws FileAlreadyExistsException {
    SegmentOptions options =
        new SegmentOptions(
            SegmentKind.SYSTEM,
            CAPACITY_BYTES,
            new UUID(0, 0),
            groupShared,
            Membership.TABLE_BYTES);
    return Segment.create(file, options, SystemSegment::format);
  }

  static Segment open(Path file, boolean groupShared) throws NoSuchFileException {
    return Segment.open(file, SegmentKind.SYSTEM, groupShared);
  }

  private static void format(Segment segment) {
    Allocator.format(segment);
    SystemMap.format(segment);
  }

  UUID generation() {
    return segment.id();
  }

  Membership member() {
    return member;
  }

  @Nullable CacheDescriptor find(String name) {
    byte[] descriptor = segment.touch(() -> registry.find(name));
    return descriptor == null ? null : CacheDescriptor.decode(descriptor);
  }

  /** See {@link WriterLease#idleWord}: every change of the registry is made under this lease. */
  long idleWord() {
    return segment.touch(lease::idleWord);
  }

  List<CacheDescriptor> all() {
    List<CacheDescriptor> caches = new ArrayList<>();
    for (byte[] descriptor : segment.touch(registry::all)) {
      caches.add(CacheDescriptor.decode(descriptor));
    }
    return caches;
  }

  SegmentFigures figures() {
    return segment.touch(
        () -> SegmentFacts.figures(NAME, allocator, lease.waits(), Waits.NONE, MapFigures.NONE));
  }

  List<NamedObject> objects() {
    return segment.touch(systemMap::objects);
  }

  List<FreeBlock> freeBlocks() {
    return SegmentFacts.freeBlocks(allocator, writes);
  }

  void put(CacheDescriptor descriptor) {
    byte[] bytes = descriptor.encode();
    writes.run(() -> registry.put(descriptor.name(), bytes));
  }

  void remove(String name) {
    writes.run(() -> registry.remove(name));
  }

  void close() {
    try {
      member.close();
    } finally {
      segment.close();
    }
  }

  /** What is wrong with the registry and the heap it lies in; empty if nothing is. */
  List<String> check() {
    List<String> problems = new ArrayList<>();
    writes.run(() -> {
      int buckets = systemMap.forEachBlock((_, _) -> true);
      if (buckets > 0) {
        problems.add("%d lists of objects end in something else".formatted(buckets));
      }
      int descriptors = registry.forEachBlock((_, _) -> true);
      if (descriptors > 0) {
        problems.add("%d caches have damaged descriptors".formatted(descriptors));
      }
      if (problems.isEmpty()) {
        problems.addAll(checkHeap().problems());
      }
    });
    return problems;
  }

  /** Forgets what is damaged, and makes everything derived again. */
  void repair() {
    writes.run(this::recover);
  }

  private AllocatorCheck.Result checkHeap() {
    return AllocatorCheck.check(
        segment,
        allocator,
        visitor -> {
          systemMap.forEachBlock(visitor);
          registry.forEachBlock(visitor);
        });
  }

  private void recover() {
    Rebuild rebuild = allocator.rebuild();
    systemMap.repair(rebuild::markLive);
    registry.repair(rebuild::markLive);
    rebuild.finish();
  }
}
