package io.shmstl.store;

import io.shmstl.alloc.Allocator;
import io.shmstl.map.EntryTooLargeException;
import io.shmstl.map.SharedMap;
import io.shmstl.segment.Faults;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;

/**
 * Changes made under one hold of the writer lease, by the thread that opened it. Keep it short: no
 * user code runs inside.
 *
 * <p>Every change is an {@link IllegalStateException}, and changes nothing, after {@link #close},
 * by another thread, or after a change failed in the middle. One that was refused ({@link
 * EntryTooLargeException}, {@link FullException}) did not fail: the batch goes on.
 */
public final class Batch implements AutoCloseable {
  private final Segment segment;
  private final SharedMap map;
  private final Allocator allocator;
  private final WriteAccess writes;
  private boolean isClean = true;
  private boolean isClosed;

  Batch(CacheSegment cache) {
    this.segment = cache.segment();
    this.map = cache.map();
    this.allocator = cache.allocator();
    this.writes = cache.writes();
  }

  /**
   * Stores an entry, evicting others as needed.
   *
   * @param createdSeconds seconds since 1970; kept only with a deadline
   * @param deadlineMs milliseconds since 1970; {@code Long.MAX_VALUE}: never
   * @throws EntryTooLargeException if key or value is over its limit; nothing was changed
   * @throws FullException if eviction could not make room; the key is as it was, or evicted
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
    requireUsable();
    try {
      map.put(key, keyLength, hash, value, valueOffset, valueLength, createdSeconds, deadlineMs);
      Faults.settle();
    } catch (EntryTooLargeException | FullException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
  }

  /** Removes a key; false if it was absent. */
  public boolean remove(byte[] key, int keyLength, long hash) {
    requireUsable();
    try {
      boolean isThere = map.remove(key, keyLength, hash);
      Faults.settle();
      return isThere;
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
  }

  /** Moves a key's deadline; false if it is absent. */
  public boolean touch(byte[] key, int keyLength, long hash, long deadlineMs) {
    requireUsable();
    try {
      boolean isThere = map.touch(key, keyLength, hash, deadlineMs);
      Faults.settle();
      return isThere;
    } catch (FullException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
  }

  int clearPage(int position) {
    requireUsable();
    try {
      int next = map.clearPage(position);
      Faults.settle();
      return next;
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
  }

  /** Gives the lease back; if a change failed in the middle, the next writer recovers. */
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      writes.exit(isClean);
    }
  }

  private void requireUsable() {
    if (isClosed) {
      throw new IllegalStateException("this batch is closed");
    }
    allocator.requireHeld();
    if (!isClean) {
      throw new IllegalStateException("a change of this batch failed; close it and open another");
    }
  }

  /** Notes that the segment must be recovered; returns what to throw. */
  private RuntimeException failed(Throwable failure) {
    isClean = false;
    return switch (failure) {
      case InternalError e -> segment.lost(e);
      case Error e -> throw e;
      case RuntimeException e -> segment.translate(e);
      default -> throw new AssertionError(failure);
    };
  }
}
