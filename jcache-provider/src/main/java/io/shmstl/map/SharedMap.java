package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.BlockVisitor;
import io.shmstl.alloc.Rebuild;
import io.shmstl.segment.Faults;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pins;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A hash map of bytes to bytes in one segment, shared by every process that maps it. Reads take no
 * lock; a change is made by the holder of the writer lease, which the caller acquires. Never larger
 * than the segment: it evicts.
 *
 * <p>The package's documentation tells the protocols, {@code docs/format.md} the bytes.
 */
public final class SharedMap {
  /** Bytes of the object that anchors a map: the root, aligned to cache lines wherever it lies. */
  public static final long ANCHOR_BYTES = RootLayout.BYTES + 56;

  /** What {@link #sizeAt} says while a change is under way, or when a later one was committed. */
  public static final long CHANGING = -1;

  /** What {@link #sizeAt} says where entries expire: how many have is known to who looks. */
  public static final long EXPIRING = -2;

  /** How often {@link #committedSize} looks for a moment between two changes. */
  private static final int SIZE_ATTEMPTS = 8;

  private final Segment segment;
  private final long root;
  private final MapContext context;
  private final MapReader reader;
  private final MapWriter writer;

  /**
   * Opens the map whose anchor lies at an address.
   *
   * @param clockMs wall clock in milliseconds since 1970
   * @param snapshotAgeMs from this age on a snapshot ends once it makes the writer keep something
   */
  public SharedMap(
      Segment segment,
      long anchor,
      Allocator allocator,
      Pins pins,
      LongSupplier clockMs,
      long snapshotAgeMs) {
    this.segment = segment;
    this.root = align(anchor);
    this.context =
        new MapContext(
            segment,
            segment.memory(),
            root,
            segment.tag(),
            allocator,
            pins,
            clockMs,
            snapshotAgeMs);
    this.writer = new MapWriter(context);
    this.reader = new MapReader(segment, root, pins, writer.nextVictims(), writer.garbage());
  }

  /** Writes an empty map behind an anchor of zeros. Under the lease; not yet visible to anyone. */
  public static void format(Segment segment, long anchor, Allocator allocator) {
    MemorySegment memory = segment.memory();
    long root = align(anchor);
    long directory = allocator.allocate(DirectoryLayout.bytes(0));
    long block = allocator.allocate(IndexExtents.blockBytes());
    if (directory == 0 || block == 0) {
      throw allocator.full(
          "no room for the index of " + segment.file(),
          DirectoryLayout.bytes(0) + IndexExtents.blockBytes());
    }
    long extent = IndexExtents.format(memory, block, 0);
    RootLayout.set(memory, root, RootLayout.FIRST_EXTENT, extent);
    RootLayout.set(memory, root, RootLayout.SPARE_PAGE, ExtentLayout.page(extent, 1));
    RootLayout.set(memory, root, RootLayout.PAGES, 1);
    DirectoryLayout.format(memory, directory, 0, 0);
    DirectoryLayout.wordRelease(
        memory,
        DirectoryLayout.wordAddressAt(directory, 0),
        DirectoryLayout.word(ExtentLayout.page(extent, 0), 0, 0));
    RootLayout.rootRelease(memory, root, RootWord.of(directory, 0));
  }

  /** The seeded hash of a key's bytes, which the other calls take. */
  public long hash(byte[] key, int offset, int length) {
    return KeyHash.hash(key, offset, length, segment.hashSeed());
  }

  /** Copies the entry of a key; false if there is none. Any thread; expiry is not judged. */
  public boolean get(byte[] key, int length, long hash, EntryCopy into) {
    return reader.find(key, length, hash, into);
  }

  /**
   * Loads words of the lines that a change of the key will touch: of its bucket, of its stamp, and
   * of the entry that it has. Any thread; the result means nothing.
   */
  public long fetch(long hash) {
    return reader.fetch(hash);
  }

  /**
   * The stamp under which an entry that {@link #get} has just found is what the map holds for its
   * key; 0 if it changes or has changed, never 0 otherwise. Any thread.
   */
  public long stamp(EntryCopy found) {
    return reader.stamp(found);
  }

  /**
   * As {@link #stamp(EntryCopy)} of an entry that was found any time ago; also 0 if it is of those
   * whose deadlines move.
   *
   * @param stampAddress {@link EntryCopy#stampAddress} of the entry
   * @param slotAddress {@link EntryCopy#slotAddress} of the entry
   * @param slot {@link EntryCopy#slot} of the entry
   * @param version {@link EntryCopy#version} of the entry
   */
  public long stamp(long stampAddress, long slotAddress, long slot, long version) {
    return reader.stamp(stampAddress, slotAddress, slot, version);
  }

  /**
   * Whether an entry found under this stamp is still what the map holds for its key, and may be
   * used without asking {@link #get}. Any thread; touches two cache lines, one of them that of the
   * root, which is rarely written.
   *
   * @param stampAddress {@link EntryCopy#stampAddress} of the entry
   * @param age what {@link #age} said when the entry was found
   */
  public boolean isCurrent(long stampAddress, long stamp, int age) {
    return Stamps.acquire(segment.memory(), stampAddress) == stamp && age() == age;
  }

  /**
   * Grows with every eighth of a sweep of the hand that looks for victims: who keeps what it has
   * read asks {@link #get} again when it has changed, so that the entry counts as used.
   */
  public int age() {
    return (int) context.get(RootLayout.AGE);
  }

  /**
   * Stores an entry. Under the lease.
   *
   * @param createdSeconds seconds since 1970; kept only with a deadline
   * @param deadlineMs milliseconds since 1970; {@code Long.MAX_VALUE}: never
   * @throws EntryTooLargeException if key or value is over its limit; nothing was changed
   * @throws FullException if eviction could not make room; others may have been evicted
   */
  public void put(
      byte[] key,
      int keyLength,
      long hash,
      byte[] value,
      int valueOffset,
      int valueLength,
      int createdSeconds,
      long deadlineMs) {
    writer.put(key, keyLength, hash, value, valueOffset, valueLength, createdSeconds, deadlineMs);
  }

  /** Removes a key; false if it was absent. Under the lease. */
  public boolean remove(byte[] key, int keyLength, long hash) {
    return writer.remove(key, keyLength, hash);
  }

  /** Moves a key's deadline; false if it is absent. Under the lease. */
  public boolean touch(byte[] key, int keyLength, long hash, long deadlineMs) {
    return writer.touch(key, keyLength, hash, deadlineMs);
  }

  /**
   * Removes the keys of one page, so that clearing a large map gives the lease back in between.
   * Under the lease.
   *
   * @param position 0 for the first page, then what the last call returned
   * @return where the next page starts; 0 at the end
   */
  public int clearPage(int position) {
    return writer.clearPage(position);
  }

  /** Evicts until a block of this size can be allocated, or nothing is left. Under the lease. */
  public void makeRoom(long bytes) {
    writer.makeRoom(bytes);
  }

  /** Frees what was kept for snapshots that have closed. Under the lease. */
  public void collectGarbage() {
    writer.garbage().collectAll();
  }

  /** A weakly consistent walk over all entries. */
  public EntryCursor entries() {
    return new EntryCursor(segment, root);
  }

  /**
   * A walk over all entries of a version that a pin of the caller holds.
   *
   * @param version what the pin was opened at
   */
  public VersionCursor entriesAt(long version) {
    return VersionCursor.ofEntries(segment, root, version);
  }

  /**
   * A walk as by {@link #entriesAt} that copies neither keys nor values, and so cannot tell whether
   * they are damaged: lengths, times and versions.
   */
  public VersionCursor headersAt(long version) {
    return VersionCursor.ofHeaders(segment, root, version);
  }

  /**
   * How many entries a version has, in constant time: as long as it is the one committed last and
   * nothing expires.
   *
   * @param version what a pin was opened at
   * @return the number, {@link #CHANGING} or {@link #EXPIRING}
   */
  public long sizeAt(long version) {
    long size = context.get(RootLayout.ENTRIES);
    long expiring = context.get(RootLayout.EXPIRING_ENTRIES);
    // acquire fence: pairs with the store-store fence in SlotChange.beginCounting. A count of a
    // later change than the pinned one brings that change's version with it.
    VarHandle.acquireFence();
    if (context.get(RootLayout.COUNTED_VERSION) != version) {
      return CHANGING;
    }
    return expiring == 0 ? size : EXPIRING;
  }

  /**
   * How many entries the version has that was committed last at some moment of the call, in
   * constant time, without a pin.
   *
   * <p>A pin keeps what readers follow from being freed; here nothing is followed. That the number
   * is of one version has nothing to do with pins either: the version is read first (acquire), and
   * the counts of its change were stored before it was published, so they are not older; {@link
   * #sizeAt} finds them not younger. No version comes twice: after a writer's death {@link
   * MapRecovery} goes on with a greater one than any it may have begun.
   *
   * @return the number, {@link #CHANGING} if writers left no moment to see it, or {@link #EXPIRING}
   */
  public long committedSize() {
    long size = CHANGING;
    for (int i = 0; i < SIZE_ATTEMPTS && size == CHANGING; i++) {
      size = sizeAt(CommitVersion.current(segment));
    }
    return size;
  }

  /**
   * Copies the entry that a key had in a version that a pin of the caller holds; false if it had
   * none.
   *
   * @throws SnapshotTooOldException if the version can no longer be read
   */
  public boolean getAt(byte[] key, int length, long hash, long version, EntryCopy into) {
    try {
      boolean isFound = new VersionReader(segment, root, version).find(key, length, hash, into);
      Faults.settle();
      return isFound;
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * Makes everything derived again from the index after a writer died, and marks the map's live
   * blocks. Under the lease, by its new holder; readers go on meanwhile.
   *
   * @return false if the index cannot be made sense of: the contents are void
   */
  public boolean recover(Rebuild rebuild) {
    return new MapRecovery(context, false).run(rebuild);
  }

  /**
   * As {@link #recover}, and drops entries whose key and value do not fit their check: reads every
   * byte of every value.
   */
  public boolean recoverThoroughly(Rebuild rebuild) {
    return new MapRecovery(context, true).run(rebuild);
  }

  /** What is wrong with the map; empty if nothing is. Under the lease. */
  public List<String> check() {
    return new MapCheck(context).run();
  }

  /** Shows every block of the map to a visitor. Under the lease. */
  public void forEachBlock(BlockVisitor visitor) {
    new MapBlocks(context, writer.garbage().retired()).forEach(visitor);
  }

  /** Figures, readable by anyone at any time. */
  public MapFigures figures() {
    return new MapFigures(
        context.get(RootLayout.ENTRIES),
        context.get(RootLayout.ENTRY_BYTES),
        context.get(RootLayout.PAGES),
        context.get(RootLayout.TOMBSTONES),
        context.get(RootLayout.RETAINED_BYTES),
        context.get(RootLayout.EVICTIONS),
        context.get(RootLayout.EXPIRATIONS),
        context.get(RootLayout.RELOCATIONS),
        context.get(RootLayout.RECOVERIES),
        context.get(RootLayout.DROPPED));
  }

  /** Entries that were evicted since the map was made. */
  public long evictions() {
    return context.get(RootLayout.EVICTIONS);
  }

  /** Reads of this process that were given up as misses since it attached. */
  public long unreadable() {
    return reader.unreadable();
  }

  private static long align(long anchor) {
    return IndexExtents.align(anchor);
  }
}
