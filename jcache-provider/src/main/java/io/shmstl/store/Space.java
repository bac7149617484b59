package io.shmstl.store;

import io.shmstl.registry.NamedObject;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.sync.MemberInfo;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A space as one of its users in this process holds it: the door to its caches. Handles of one
 * directory share one attachment per class loader; closing the last one leaves the space, whose
 * caches stay for the others and for the next start.
 *
 * <p>Any thread. Every wait is bounded by {@link StoreOptions#leaseWait}.
 */
public final class Space implements AutoCloseable {
  private static final Map<Path, Attached> ATTACHED = new HashMap<>();

  private final Path directory;
  private final SharedSpace space;
  private boolean isClosed;

  private Space(Path directory, SharedSpace space) {
    this.directory = directory;
    this.space = space;
  }

  /**
   * Attaches to the space in a directory, creating it if it is missing.
   *
   * <p>The options of the first handle of a directory hold for all that are open at the same time.
   *
   * @throws io.shmstl.segment.SpaceAccessException if the directory belongs to others, can be
   *     written by others, or cannot be made
   * @throws io.shmstl.segment.FormatException if its files are of another format
   */
  public static Space open(Path directory, StoreOptions options) {
    Path key = directory.toAbsolutePath().normalize();
    synchronized (ATTACHED) {
      Attached attached = ATTACHED.get(key);
      if (attached == null) {
        attached = enter(key, SpaceEntrance.attach(key, options));
      }
      return handle(key, attached);
    }
  }

  /**
   * Attaches to the space in a directory, which must be there: makes no file and no directory.
   *
   * @throws NoSuchFileException if there is none
   * @throws io.shmstl.segment.SpaceAccessException if it may not be used
   * @throws io.shmstl.segment.VoidSegmentException if its contents do not count any more: the
   *     machine was started since
   * @throws io.shmstl.segment.FormatException if its files are of another format
   */
  public static Space attach(Path directory, StoreOptions options) throws NoSuchFileException {
    Path key = directory.toAbsolutePath().normalize();
    synchronized (ATTACHED) {
      Attached attached = ATTACHED.get(key);
      if (attached == null) {
        Path system = new SpaceFiles(key, options.groupShared()).system();
        if (Files.notExists(system)) {
          throw new NoSuchFileException(system.toString(), null, "no space in " + directory);
        }
        attached = enter(key, SpaceEntrance.attachExisting(key, options));
      }
      return handle(key, attached);
    }
  }

  /** Under the lock of {@link #ATTACHED}. */
  private static Attached enter(Path key, SharedSpace space) {
    Attached attached = new Attached(space);
    ATTACHED.put(key, attached);
    return attached;
  }

  /** Under the lock of {@link #ATTACHED}. */
  private static Space handle(Path key, Attached attached) {
    attached.handles++;
    return new Space(key, attached.space);
  }

  /**
   * Creates a cache, or opens it if the name exists; {@link CacheStore#wasCreated} tells which, and
   * {@link CacheStore#descriptor} what is stored, which may differ from what is wanted.
   *
   * @throws io.shmstl.segment.FullException if the file system has no room for it
   */
  public CacheStore create(CacheDescriptor wanted) {
    requireOpen();
    return space.create(wanted);
  }

  /**
   * Creates a cache from an export: with its types and settings, its schemas and every entry that
   * has not expired. Others see the cache fill up; if it cannot be filled it is destroyed.
   *
   * @throws CacheExistsException if the name is taken
   * @throws io.shmstl.segment.CorruptException if the export is damaged
   * @throws io.shmstl.segment.FullException if the file system has no room for it
   */
  public CacheStore importCache(String name, ExportedCache from) {
    requireOpen();
    CacheDescriptor exported = from.descriptor();
    CacheDescriptor wanted =
        CacheDescriptor.wanted(name, exported.capacityBytes(), exported.settings());
    CacheStore store = space.createNew(wanted, cache -> CacheImport.register(from, cache));
    boolean isComplete = false;
    try {
      new CacheImport(store, from, System::currentTimeMillis).run();
      isComplete = true;
      return store;
    } finally {
      if (!isComplete) {
        store.close();
        space.destroy(name);
      }
    }
  }

  /** Opens a cache that exists; null if there is none of this name. */
  public @Nullable CacheStore find(String name) {
    requireOpen();
    return space.find(name);
  }

  /** Destroys a cache for every process; false if there was none of this name. */
  public boolean destroy(String name) {
    requireOpen();
    return space.destroy(name);
  }

  /**
   * What is wrong with the segments of the space, the system segment first. Changes nothing but
   * what any writer would: it recovers what a dead one has left half done. Holds the writer lease
   * of each segment in turn, for as long as reading all of it takes.
   */
  public List<SegmentHealth> check() {
    requireOpen();
    return new SpaceHealth(space).check();
  }

  /**
   * Checks all segments and repairs those that are not sound: makes everything derived anew, drops
   * entries that do not fit their check, and destroys caches whose contents make no sense. A
   * segment that is sound, or of another format, is not touched.
   */
  public List<SegmentHealth> repair() {
    requireOpen();
    return new SpaceHealth(space).repair();
  }

  /** The caches of the space as the registry has them. */
  public List<CacheDescriptor> caches() {
    requireOpen();
    return space.caches();
  }

  /**
   * What tells whether {@link #caches} may have changed: two equal values other than 0, the first
   * of them from before the caches were listed, say that it has not. Takes some nanoseconds.
   */
  public long cachesWord() {
    requireOpen();
    return space.system().idleWord();
  }

  /** The processes attached to the space, this one included. */
  public List<MemberInfo> members() {
    requireOpen();
    return space.members();
  }

  /** Figures of the system segment as its writer last stored them. */
  public SegmentFigures systemFigures() {
    requireOpen();
    return space.system().figures();
  }

  /** The objects that the system segment's system map knows. */
  public List<NamedObject> systemObjects() {
    requireOpen();
    return space.system().objects();
  }

  /** The free blocks of the system segment. Holds its writer lease meanwhile. */
  public List<FreeBlock> systemFreeBlocks() {
    requireOpen();
    return space.system().freeBlocks();
  }

  /** The space's directory. */
  public Path directory() {
    return directory;
  }

  /**
   * Refuses what would close the space under a lock of the calling thread.
   *
   * @throws IllegalStateException if the thread holds a key lock of a cache in it
   */
  public void requireNoKeyLock() {
    space.requireNoKeyLock();
  }

  /** Closes this handle; stores opened through it should be closed before. */
  @Override
  public void close() {
    synchronized (ATTACHED) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      Attached attached = ATTACHED.get(directory);
      if (attached != null && --attached.handles == 0) {
        ATTACHED.remove(directory);
        space.close();
      }
    }
  }

  private void requireOpen() {
    synchronized (ATTACHED) {
      if (isClosed) {
        throw new IllegalStateException("space " + directory + " is closed");
      }
    }
  }

  /** An attachment and how many handles it has. */
  private static final class Attached {
    private final SharedSpace space;
    private int handles;

    Attached(SharedSpace space) {
      this.space = space;
    }
  }
}
