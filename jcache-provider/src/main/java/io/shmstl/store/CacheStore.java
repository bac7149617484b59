package io.shmstl.store;

import io.shmstl.codec.SchemaRegistry;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.EntryLimits;
import io.shmstl.map.SharedMap;
import io.shmstl.registry.NamedObject;
import io.shmstl.segment.Faults;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentState;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.PinFigures;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.sync.KeyLocks;
import io.shmstl.sync.MemberWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open cache: bytes by key, shared with every process that has it open. A handle; the mapping
 * below is shared by all handles of this class loader and unmapped with the last.
 *
 * <p>Any thread. After {@link #close} every call is an {@link IllegalStateException}; after the
 * cache was destroyed, by whomever, a {@link CacheDestroyedException}.
 */
public final class CacheStore implements AutoCloseable {
  private final SharedSpace space;
  private final CacheDescriptor descriptor;
  private final boolean wasCreated;
  private final CacheSegment cache;
  private final Segment segment;
  private final SharedMap map;
  private final UnlockedPuts unlockedPuts;
  private final long keyLockWaitNanos;
  private volatile boolean isClosed;

  CacheStore(
      SharedSpace space,
      CacheDescriptor descriptor,
      boolean wasCreated,
      CacheSegment cache,
      StoreOptions options) {
    this.space = space;
    this.descriptor = descriptor;
    this.wasCreated = wasCreated;
    this.cache = cache;
    this.segment = cache.segment();
    this.map = cache.map();
    this.unlockedPuts = new UnlockedPuts(cache, descriptor.name());
    this.keyLockWaitNanos = options.keyLockWait().toNanos();
  }

  /** What the registry keeps of this cache. */
  public CacheDescriptor descriptor() {
    return descriptor;
  }

  /** Whether the call that returned this handle created the cache. */
  public boolean wasCreated() {
    return wasCreated;
  }

  /** The seeded hash of a key's bytes. */
  public long hash(byte[] key, int offset, int length) {
    return map.hash(key, offset, length);
  }

  /** Longest value in bytes. */
  public int maxValueBytes() {
    return EntryLimits.maxValueBytes(descriptor.capacityBytes());
  }

  /**
   * Copies a key's entry; false if there is none. Takes no lock and waits for nobody. Expiry is not
   * judged here: the copy has the deadline.
   */
  public boolean get(byte[] key, int length, long hash, EntryCopy into) {
    try {
      requireReady();
      if (map.get(key, length, hash, into)) {
        return true; // the copy has passed its check, whatever its bytes were read from
      }
      Faults.settle();
      return false;
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * Asks memory for what a change of the key will touch, and waits for none of it: the loads go on
   * beside whatever the caller does next, up to its next lock.
   *
   * @return what was loaded, which means nothing
   */
  public long fetch(long hash) {
    try {
      requireReady();
      long loaded = map.fetch(hash);
      Faults.settle();
      return loaded;
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * The stamp under which an entry that {@link #get} has just found is what the cache holds for its
   * key; 0 if it changes or has changed.
   */
  public long stamp(EntryCopy found) {
    requireUsable();
    return segment.touch(() -> map.stamp(found));
  }

  /**
   * The stamp under which an entry that {@link #get} found some time ago, of which the caller has
   * kept only where it was, is still what the cache holds for its key; 0 if it changes or has
   * changed. A moved deadline does not show.
   */
  public long stamp(long stampAddress, long slotAddress, long slot, long version) {
    try {
      requireReady();
      long stamp = map.stamp(stampAddress, slotAddress, slot, version);
      Faults.settle();
      return stamp;
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * Whether an entry found under this stamp is still what the cache holds for its key, in whichever
   * process it was changed, and young enough that eviction need not hear of its use.
   *
   * @param stampAddress {@link EntryCopy#stampAddress} of the entry
   * @param age what {@link #age} said before the entry was found
   */
  public boolean isCurrent(long stampAddress, long stamp, int age) {
    try {
      requireReady();
      return map.isCurrent(stampAddress, stamp, age); // what a lost page shows is no even stamp
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /** Changes with every eighth of a sweep of eviction; see {@link SharedMap#age}. */
  public int age() {
    requireUsable();
    return segment.touch(map::age);
  }

  /** Locks a key: other changes of it wait, in every process; reads and evictions do not. */
  public KeyLock lock(long hash) {
    return take(lockOf(hash), true);
  }

  /** Locks several keys, in the order that all processes keep. */
  public KeyLock lockAll(long[] hashes) {
    return take(lockOf(hashes), true);
  }

  /**
   * Takes a lock, for who has made it before so that it can let go of it whatever happens.
   *
   * @param excludesPuts whether {@link #putIfUnlocked} is kept out as well; false only where no
   *     process ever calls it. A put that is under way is waited for, and with it whoever else has
   *     the writer lease at that moment
   * @throws io.shmstl.sync.LockTimeoutException naming the holder of the lock, or of the lease
   */
  public KeyLock take(KeyLock lock, boolean excludesPuts) {
    requireUsable();
    return lock.take(keyLockWaitNanos, excludesPuts);
  }

  /** The lock of a key, not yet taken. */
  public KeyLock lockOf(long hash) {
    return KeyLock.of(cache, hash);
  }

  /** The locks of several keys, not yet taken. */
  public KeyLock lockOf(long[] hashes) {
    long[] stripes = new long[KeyLocks.STRIPES];
    boolean[] wanted = new boolean[KeyLocks.STRIPES];
    int count = 0;
    for (long hash : hashes) {
      int stripe = KeyLocks.stripeOf(hash);
      if (!wanted[stripe]) {
        wanted[stripe] = true;
        stripes[stripe] = hash;
        count++;
      }
    }
    long[] ascending = new long[count];
    for (int stripe = 0, i = 0; stripe < wanted.length; stripe++) {
      if (wanted[stripe]) {
        ascending[i++] = stripes[stripe];
      }
    }
    return KeyLock.of(cache, ascending);
  }

  /**
   * Takes the writer lease for a few changes; recovers first if a writer died.
   *
   * @throws io.shmstl.sync.LockTimeoutException naming the holder
   */
  public Batch write() {
    requireUsable();
    // Made before the lease is taken: nothing may fail between the two and leave it held.
    Batch batch = new Batch(cache);
    WriteAccess writes = cache.writes();
    writes.enter();
    boolean isReady = false;
    try {
      isReady = segment.state() == SegmentState.READY;
    } finally {
      if (!isReady) {
        writes.exit(true);
      }
    }
    if (!isReady) {
      throw new CacheDestroyedException(descriptor.name());
    }
    return batch;
  }

  /**
   * Stores an eternal entry under the writer lease alone, if nobody has the key's lock.
   *
   * @return false if somebody has the lock, the calling thread maybe: nothing was changed
   * @throws io.shmstl.map.EntryTooLargeException if key or value is over its limit; nothing was
   *     changed
   * @throws io.shmstl.segment.FullException if eviction could not make room; the key is as it was,
   *     or evicted
   * @throws io.shmstl.sync.LockTimeoutException naming the holder of the lease
   */
  public boolean putIfUnlocked(
      byte[] key, int keyLength, long hash, byte[] value, int valueLength) {
    try {
      requireReady();
      return unlockedPuts.put(key, keyLength, hash, value, valueLength);
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * After an {@code Error} in the middle of a change of the calling thread, when nothing of it goes
   * on: gives back what the thread still holds. To be called where less of the stack is in use.
   */
  public void letGo() {
    cache.letGo();
  }

  /** Removes everything that is there, giving the lease back now and then. */
  public void clear() {
    int position = 0;
    do {
      try (Batch batch = write()) {
        position = batch.clearPage(position);
      }
    } while (position != 0);
  }

  /** A weakly consistent walk over all entries, for one thread. */
  public EntryCursor entries() {
    requireUsable();
    return map.entries();
  }

  /**
   * Pins the version committed last, in constant time.
   *
   * @throws io.shmstl.sync.TooManyPinsException if all pins belong to living processes
   */
  public Snapshot snapshot() {
    requireUsable();
    return segment.touch(
        () -> Snapshot.open(map, cache.pins(), () -> ExportedCache.about(descriptor, schemas())));
  }

  /**
   * How many entries the version committed last has, without a snapshot; {@link Snapshot#UNKNOWN}
   * where entries expire or writers left no moment to see it.
   */
  public long committedSize() {
    try {
      requireReady();
      long size = map.committedSize();
      Faults.settle();
      return Math.max(Snapshot.UNKNOWN, size);
    } catch (IllegalStateException e) {
      throw translated(e);
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /** Figures of the segment as its writer last stored them. */
  public SegmentFigures figures() {
    requireUsable();
    return segment.touch(() -> cache.figures(descriptor.name()));
  }

  /** Entries that whichever process has evicted since the cache was made. */
  public long evictions() {
    requireUsable();
    return segment.touch(map::evictions);
  }

  /** The objects that the segment's system map knows, in no particular order. */
  public List<NamedObject> objects() {
    requireUsable();
    return segment.touch(() -> cache.systemMap().objects());
  }

  /**
   * The free blocks of the segment in order of address, at most 1,048,576. Holds the writer lease
   * meanwhile.
   *
   * @throws io.shmstl.sync.LockTimeoutException naming the holder
   */
  public List<FreeBlock> freeBlocks() {
    requireUsable();
    return SegmentFacts.freeBlocks(cache.allocator(), cache.writes());
  }

  /** The pins that hold something now: the snapshots that are open, whoever has them. */
  public List<PinFigures> pins() {
    requireUsable();
    return segment.touch(() -> cache.pins().all()).stream()
        .map(pin ->
            new PinFigures(
                pin.pin(),
                MemberWord.slot(pin.owner()),
                MemberWord.incarnation(pin.owner()),
                pin.version(),
                pin.openedAtMs()))
        .toList();
  }

  /** The row schemas that the processes share. */
  public SchemaRegistry schemas() {
    return cache.schemas();
  }

  /** What is wrong with the segment; empty if nothing is. Holds the writer lease meanwhile. */
  public List<String> check() {
    requireUsable();
    return cache.check();
  }

  /**
   * Makes everything derived again and drops the entries that do not fit their check; says how
   * many. Open snapshots become too old. Holds the writer lease meanwhile.
   *
   * @throws io.shmstl.segment.CorruptException if the contents make no sense; the cache is then
   *     destroyed
   */
  public long repair() {
    requireUsable();
    return cache.repair();
  }

  /** Whether the cache was destroyed, by whomever. */
  public boolean isDestroyed() {
    return !isClosed && cache.isDestroyed();
  }

  /** Whether this handle was closed. */
  public boolean isClosed() {
    return isClosed;
  }

  /** Closes this handle; the contents stay. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      space.release(descriptor.segmentId());
    }
  }

  /** Makes the cache destroyed for every process; for {@link SharedSpace}, under its lock. */
  void destroySegment() {
    cache.destroy();
  }

  private void requireUsable() {
    try {
      requireReady();
      Faults.settle();
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  private void requireReady() {
    if (isClosed) {
      throw closed(null);
    }
    try {
      if (segment.state() == SegmentState.READY) {
        return;
      }
    } catch (IllegalStateException e) {
      throw translated(e);
    }
    throw new CacheDestroyedException(descriptor.name());
  }

  /** A handle that is closed says so, whatever else has gone with it. */
  private RuntimeException translated(IllegalStateException e) {
    return isClosed ? closed(e) : segment.translate(e);
  }

  private IllegalStateException closed(@Nullable Throwable cause) {
    return new IllegalStateException("cache '" + descriptor.name() + "' is closed", cause);
  }
}
