package io.shmstl.segment;

import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapped file of a space, as this process sees it.
 *
 * <p>The file is sparse and as long as its capacity from the start; it is mapped once, whole, and
 * never shrinks or moves. Only what lies below {@link #reservedEnd()} (and the bitmap that covers
 * it) may be touched.
 *
 * <p>May be used by any thread. After {@link #close()} every access to {@link #memory()} is an
 * {@code IllegalStateException}, also one that runs at that moment; never a crash.
 */
public final class Segment implements AutoCloseable {
  /** Ends the name of a file that is being made; what a killed creator leaves behind has it. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  /** What Linux maps around a page that is read, of the pages of the file that are in memory. */
  private static final long NEIGHBOURHOOD = 1 << 16;

  private final SegmentFile segmentFile;
  private final Superblock superblock;
  private final MemorySegment memory;
  private final Reservation reservation;
  private final Object closing = new Object();
  private final AtomicBoolean isDamageMet = new AtomicBoolean();
  private volatile boolean isClosed;
  private volatile @Nullable Throwable damage;

  /**
   * A reserved end that was seen; the real one only grows, so most checks need not look at shared
   * memory.
   */
  private long seenReservedEnd;

  /** What was read of new memory: the compiler leaves out loads whose values go nowhere. */
  @SuppressWarnings("unused")
  private int touched;

  /** Takes over a file that {@link SegmentOpening} has opened. */
  Segment(SegmentFile segmentFile) {
    this.segmentFile = segmentFile;
    superblock = segmentFile.superblock();
    memory = segmentFile.mapping().memory();
    reservation =
        new Reservation(segmentFile.file(), segmentFile.open(), superblock.capacityBytes());
  }

  /**
   * Creates a segment and opens it. The file gets its name when it is complete, {@code initializer}
   * included; on any failure nothing is left behind.
   *
   * @param initializer writes the first contents of the areas and the heap, which are all zero; it
   *     need not hold the writer lease, as nobody else knows the file yet
   * @throws FileAlreadyExistsException if the name is taken; what it stands for is untouched
   * @throws FullException if the file system has no room for the fixed areas
   * @throws SpaceAccessException if the directory may not be used
   */
  public static Segment create(Path file, SegmentOptions options, Consumer<Segment> initializer)
      throws FileAlreadyExistsException {
    return SegmentOpening.create(file, options, initializer);
  }

  /**
   * Opens a segment that is there.
   *
   * @param expectedKind the kind it must be of, or null for any
   * @throws NoSuchFileException if there is none
   * @throws FormatException if it is something else, or of another format version
   * @throws VoidSegmentException if it is ours, but its contents do not count any more
   * @throws SpaceAccessException if it may not be used
   */
  public static Segment open(Path file, @Nullable SegmentKind expectedKind)
      throws NoSuchFileException {
    return open(file, expectedKind, false);
  }

  /** Opens a segment that is there, which the file's group may be allowed to share. */
  public static Segment open(Path file, @Nullable SegmentKind expectedKind, boolean groupShared)
      throws NoSuchFileException {
    return SegmentOpening.open(file, expectedKind, groupShared);
  }

  /** The whole file; touch only what is reserved. */
  public MemorySegment memory() {
    return memory;
  }

  public Path file() {
    return segmentFile.file();
  }

  public UUID id() {
    return superblock.id();
  }

  /** The id of the system segment of the space at the time this one was made. */
  public UUID generation() {
    return superblock.generation();
  }

  public SegmentKind kind() {
    return superblock.kind();
  }

  public long capacityBytes() {
    return superblock.capacityBytes();
  }

  /** The address at which the heap begins: behind the bitmap and the fixed area. */
  public long heapStart() {
    return superblock.heapStart();
  }

  /** The random seed of every hash of a key in this segment. */
  public long hashSeed() {
    return superblock.hashSeed();
  }

  /** Random, 1 to 65535: stands in the high 16 bits of every entry version of this segment. */
  public int tag() {
    return superblock.tag();
  }

  /** Milliseconds since the epoch at which the segment was created. */
  public long createdAtMs() {
    return superblock.createdAtMs();
  }

  /**
   * The address below which the heap is backed by the file system.
   *
   * @throws CorruptException if the word makes no sense
   */
  public long reservedEnd() {
    long end = readReservedEnd();
    if (end < heapStart() || end > capacityBytes()) {
      throw new CorruptException(
          "reserved end of " + file(),
          SegmentLayout.SUPERBLOCK + SuperblockLayout.RESERVED_END,
          end,
          heapStart() + " to " + capacityBytes());
    }
    seenReservedEnd = end;
    return end;
  }

  /**
   * Makes the segment touchable up to {@code end}, which is a no-op if it is already. Only the
   * holder of the writer lease (or the creator) may call it.
   *
   * @return false if the capacity or the file system does not allow it: the segment is full for now
   */
  public boolean reserve(long end) {
    long before = reservedEnd();
    if (end <= before) {
      return true;
    }
    try {
      boolean isReserved = reservation.reserve(memory, end);
      touch(before, reservedEnd());
      return isReserved;
    } catch (IllegalStateException e) {
      throw translate(e);
    }
  }

  /**
   * Lets the kernel enter what was just backed into this process's page table. A read enters a
   * neighbourhood at once, where the first store to each page would enter that page alone.
   */
  private void touch(long from, long to) {
    int read = 0;
    for (long at = from; at < to; at += NEIGHBOURHOOD) {
      read += memory.get(Layouts.BYTE, at);
    }
    touched = read;
  }

  /** True once: one piece of damage is told, not each time that somebody meets some. */
  public boolean isFirstDamage() {
    return isDamageMet.compareAndSet(false, true);
  }

  /** What the file system has left for all its files, in bytes; 0 if it does not tell. */
  public long fileSystemBytesLeft() {
    return FileAccess.usableBytes(file());
  }

  /**
   * Checks that the bytes lie in the reserved part of the heap.
   *
   * @throws CorruptException if they do not: the address comes from damaged memory
   */
  public void requireReserved(long address, long length) {
    long end = address + length;
    if (address < heapStart() || length < 0 || end < address || end > seenReservedEnd) {
      requireReservedNow(address, length);
    }
  }

  /**
   * True if the bytes lie in the reserved part of the heap; for readers that drop what makes no
   * sense.
   */
  public boolean isReserved(long address, long length) {
    long end = address + length;
    return address >= heapStart()
        && length >= 0
        && end >= address
        && (end <= seenReservedEnd || end <= reservedEnd());
  }

  /**
   * Whether the segment may still be used.
   *
   * @throws CorruptException if the word makes no sense
   */
  public SegmentState state() {
    int code = readState();
    SegmentState state = SegmentState.of(code);
    if (state == null) {
      throw new CorruptException(
          "state of " + file(),
          SegmentLayout.SUPERBLOCK + SuperblockLayout.STATE,
          code,
          "1 (ready) or 2 (destroyed)");
    }
    return state;
  }

  /**
   * Changes the state for every process; only the holder of the writer lease (or the creator) may
   * call it.
   */
  public void publishState(SegmentState state) {
    try {
      // release: pairs with stateAcquire in readState; who sees DESTROYED sees what led to it.
      SuperblockLayout.stateRelease(memory, state.code());
    } catch (IllegalStateException e) {
      throw translate(e);
    }
  }

  /**
   * Unmaps the file, for good. Threads that use {@link #memory()} at this moment or later get an
   * {@code IllegalStateException}. Waits a bounded time for I/O on the memory to end; calling it
   * again does nothing.
   */
  @Override
  public void close() {
    synchronized (closing) {
      if (!isClosed) {
        isClosed = true;
        segmentFile.close();
      }
    }
  }

  public boolean isClosed() {
    return isClosed;
  }

  /** Refuses, with {@code IllegalStateException}, if the segment is closed or broken. */
  public void requireUsable() {
    if (isClosed) {
      throw new IllegalStateException("segment " + file() + " is closed");
    }
    if (damage != null) {
      throw new IllegalStateException("segment " + file() + " is broken in this process", damage);
    }
  }

  /**
   * Marks this handle broken, for good: an access to its memory failed in a way that leaves open
   * which of the accesses around it took place ({@code InternalError}, on a file system that lost
   * or refused a page).
   */
  public void markBroken(Throwable cause) {
    damage = cause;
  }

  /** Marks this handle broken, as {@link #markBroken} does; what to throw instead. */
  public LostMemoryException lost(InternalError cause) {
    markBroken(cause);
    return new LostMemoryException(file(), cause);
  }

  /**
   * Does something that touches the memory.
   *
   * @throws LostMemoryException if that failed because the file behind it is not there any more
   */
  public <T extends @Nullable Object> T touch(Supplier<T> act) {
    try {
      T result = act.get();
      Faults.settle();
      return result;
    } catch (InternalError e) {
      throw lost(e);
    }
  }

  public boolean isBroken() {
    return damage != null;
  }

  /**
   * What to throw to a caller whose access to {@link #memory()} failed with {@code failure}: says
   * that the segment is closed if that is why, that it is damaged if a reference led out of it, and
   * is {@code failure} itself if it is neither.
   */
  public RuntimeException translate(RuntimeException failure) {
    if (isClosed && failure instanceof IllegalStateException) {
      return new IllegalStateException("segment " + file() + " is closed", failure);
    }
    if (failure instanceof IndexOutOfBoundsException) {
      CorruptException corrupt =
          new CorruptException("reference in " + file(), 0, failure, "a place in it");
      corrupt.initCause(failure);
      return corrupt;
    }
    return failure;
  }

  @Override
  public String toString() {
    return "segment " + file();
  }

  private long readReservedEnd() {
    try {
      // acquire: pairs with reservedEndRelease in Reservation; the zeros were written before it.
      return SuperblockLayout.reservedEndAcquire(memory);
    } catch (IllegalStateException e) {
      throw translate(e);
    } catch (InternalError e) {
      throw lost(e);
    }
  }

  private int readState() {
    try {
      // acquire: pairs with stateRelease in publishState.
      return SuperblockLayout.stateAcquire(memory);
    } catch (IllegalStateException e) {
      throw translate(e);
    } catch (InternalError e) {
      throw lost(e);
    }
  }

  private void requireReservedNow(long address, long length) {
    long reserved = reservedEnd();
    long end = address + length;
    if (address < heapStart() || length < 0 || end < address || end > reserved) {
      throw new CorruptException(
          "reference in " + file(),
          address,
          length + " bytes",
          "a place in " + heapStart() + " to " + reserved);
    }
  }
}
