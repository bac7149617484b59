package io.shmstl.store;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentKind;
import io.shmstl.segment.SegmentOptions;
import io.shmstl.segment.SegmentState;
import io.shmstl.segment.ShmException;
import io.shmstl.segment.VoidSegmentException;
import io.shmstl.sync.MemberInfo;
import io.shmstl.sync.SpaceLock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A space to which this class loader is attached, once however many managers use it: one
 * membership, one mapping of each segment.
 *
 * <p>What makes, finds or destroys caches runs under the space's lock, which excludes other
 * processes too; the registry's entry is the point at which a cache exists or is gone.
 */
final class SharedSpace {
  private final SpaceFiles files;
  private final StoreOptions options;
  private final SpaceLock lock;
  private final SystemSegment system;
  private final OpenCaches open = new OpenCaches();

  /** Takes over what {@link SpaceEntrance} has opened and joined. */
  SharedSpace(SpaceFiles files, StoreOptions options, SpaceLock lock, SystemSegment system) {
    this.files = files;
    this.options = options;
    this.lock = lock;
    this.system = system;
  }

  Path directory() {
    return files.directory();
  }

  List<CacheDescriptor> caches() {
    return system.all();
  }

  List<MemberInfo> members() {
    return system.member().members();
  }

  SystemSegment system() {
    return system;
  }

  CacheStore create(CacheDescriptor wanted) {
    return lock.hold(
        options.leaseWait(),
        () -> {
          CacheStore found = findLocked(wanted.name());
          return found != null ? found : createLocked(wanted, cache -> {});
        });
  }

  /**
   * Creates a cache that must not be there.
   *
   * @param initializer prepares its segment before anybody can find it
   */
  CacheStore createNew(CacheDescriptor wanted, Consumer<CacheSegment> initializer) {
    return lock.hold(
        options.leaseWait(),
        () -> {
          CacheStore found = findLocked(wanted.name());
          if (found != null) {
            found.close();
            throw new CacheExistsException(wanted.name());
          }
          return createLocked(wanted, initializer);
        });
  }

  @Nullable CacheStore find(String name) {
    if (system.find(name) == null) {
      return null;
    }
    return lock.hold(options.leaseWait(), () -> findLocked(name));
  }

  /**
   * Opens a cache as it is, to find out what is wrong with it: one that is void is left as it is.
   *
   * @throws CorruptException if there is no segment of its own in its place
   * @throws CacheDestroyedException if there is no cache of this name any more
   */
  CacheStore inspect(String name) {
    return lock.hold(
        options.leaseWait(),
        () -> {
          CacheDescriptor stored = system.find(name);
          if (stored == null) {
            throw new CacheDestroyedException(name);
          }
          CacheSegment segment = acquire(stored);
          if (segment == null) {
            throw new CorruptException(
                files.cache(stored.segmentId()).toString(),
                0,
                "a file that is lost, void, or another's",
                "the segment of cache '" + name + "'");
          }
          return new CacheStore(this, stored, false, segment, options);
        });
  }

  /** Takes a cache that cannot be used any more out of the registry, and deletes its file. */
  void discard(String name) {
    lock.hold(
        options.leaseWait(),
        () -> {
          CacheDescriptor stored = system.find(name);
          if (stored != null) {
            system.remove(name);
            files.delete(files.cache(stored.segmentId()));
          }
          return stored != null;
        });
  }

  boolean destroy(String name) {
    return lock.hold(
        options.leaseWait(),
        () -> {
          CacheDescriptor stored = system.find(name);
          if (stored == null) {
            return false;
          }
          CacheStore store = findLocked(name);
          if (store == null) {
            return false;
          }
          try (store) {
            // The state first: it may have to wait for a writer, and in vain. crash points: after
            // it whoever looks for the name clears up; without the entry the file is an orphan,
            // which the next one to attach collects.
            store.destroySegment();
            system.remove(name);
            files.delete(files.cache(stored.segmentId()));
          }
          return true;
        });
  }

  /**
   * Refuses a thread that holds a key lock, whose user code runs in an operation: the membership
   * must outlive the lock.
   */
  void requireNoKeyLock() {
    if (open.isAnyKeyHeldByCurrentThread()) {
      throw new IllegalStateException(
          "space " + directory() + " cannot be closed by a thread that holds a key lock in it");
    }
  }

  void release(UUID segmentId) {
    open.release(segmentId);
  }

  /**
   * Closes what is open, then leaves the space. If a thread keeps a lock of some cache, this
   * process stays a member, and the others are closed all the same.
   */
  void close() {
    open.close();
    system.close();
  }

  /** The cache of a name, if its segment is still what the registry says. */
  private @Nullable CacheStore findLocked(String name) {
    CacheDescriptor stored = system.find(name);
    if (stored == null) {
      return null;
    }
    CacheSegment segment = acquire(stored);
    if (segment != null) {
      return new CacheStore(this, stored, false, segment, options);
    }
    system.remove(name);
    files.delete(files.cache(stored.segmentId()));
    return null;
  }

  private CacheStore createLocked(CacheDescriptor wanted, Consumer<CacheSegment> initializer) {
    UUID id = UUID.randomUUID();
    CacheDescriptor descriptor = wanted.withSegment(id);
    Path file = files.cache(id);
    boolean isComplete = false;
    try {
      SegmentOptions segmentOptions =
          new SegmentOptions(
              id,
              SegmentKind.CACHE,
              descriptor.capacityBytes(),
              system.generation(),
              options.groupShared(),
              0);
      Segment segment = Segment.create(file, segmentOptions, CacheSegment::format);
      CacheSegment cache = enter(id, segment, true);
      initializer.accept(cache);
      // crash point: before it the file is an orphan, after it the cache exists.
      system.put(descriptor);
      isComplete = true;
      return new CacheStore(this, descriptor, true, cache, options);
    } catch (FileAlreadyExistsException e) {
      throw new ShmException("segment file " + file + " exists, though its id is new", e);
    } finally {
      if (!isComplete) {
        release(id);
        files.delete(file);
      }
    }
  }

  /** Opens the segment of a descriptor, or counts one more handle; null if it is gone or void. */
  private @Nullable CacheSegment acquire(CacheDescriptor stored) {
    CacheSegment known = open.use(stored.segmentId());
    if (known != null) {
      return known;
    }
    Path file = files.cache(stored.segmentId());
    try {
      Segment segment = Segment.open(file, SegmentKind.CACHE, options.groupShared());
      boolean isOurs = false;
      try {
        isOurs = belongsTo(segment, stored);
      } finally {
        if (!isOurs) {
          segment.close();
        }
      }
      return isOurs ? enter(stored.segmentId(), segment, false) : null;
    } catch (NoSuchFileException e) {
      logger().log(Level.WARNING, "cache ''{0}'' has lost its file {1}", printable(stored), file);
      return null;
    } catch (VoidSegmentException e) {
      logger().log(Level.WARNING, "cache ''{0}'' is void: {1}", printable(stored), e.getMessage());
      return null;
    }
  }

  private static String printable(CacheDescriptor cache) {
    return CacheDescriptor.printable(cache.name());
  }

  /** Whether a file is what the registry means by its name; it may have been exchanged. */
  private boolean belongsTo(Segment segment, CacheDescriptor stored) {
    boolean isTheOne =
        segment.id().equals(stored.segmentId())
            && segment.generation().equals(system.generation())
            && segment.capacityBytes() == stored.capacityBytes();
    if (!isTheOne) {
      logger()
          .log(
              Level.WARNING,
              "cache ''{0}'' is void: {1} is not the segment that was made for it",
              printable(stored),
              segment.file());
    }
    return isTheOne && segment.state() != SegmentState.DESTROYED;
  }

  private CacheSegment enter(UUID id, Segment segment, boolean isNew) {
    boolean isComplete = false;
    try {
      CacheSegment cache = new CacheSegment(segment, system.member(), options, isNew);
      open.enter(id, cache);
      isComplete = true;
      return cache;
    } finally {
      if (!isComplete) {
        segment.close();
      }
    }
  }

  private static Logger logger() {
    return System.getLogger(SharedSpace.class.getName());
  }
}
