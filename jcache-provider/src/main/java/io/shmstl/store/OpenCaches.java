package io.shmstl.store;

import io.shmstl.sync.LockTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The segments of caches that one attachment has open, each once however many handles it has, and
 * closed with the last of them. Thread-safe; only who holds the space's lock enters segments, so
 * that none is entered twice.
 */
final class OpenCaches {
  private final Map<UUID, OpenCache> open = new HashMap<>();

  /**
   * Those whose last handle was closed by a thread that held keys: it closes them itself, later.
   */
  private final List<CacheSegment> closing = new ArrayList<>();

  /** A segment and how many handles it has. */
  private static final class OpenCache {
    private final CacheSegment segment;
    private int handles = 1;

    OpenCache(CacheSegment segment) {
      this.segment = segment;
    }
  }

  /** Takes in a segment that was just opened, with its first handle. */
  synchronized void enter(UUID segmentId, CacheSegment segment) {
    open.put(segmentId, new OpenCache(segment));
  }

  /** Counts one more handle of a segment; null if it is not open, or its cache was destroyed. */
  synchronized @Nullable CacheSegment use(UUID segmentId) {
    OpenCache cache = open.get(segmentId);
    if (cache == null || cache.segment.isDestroyed()) {
      return null;
    }
    cache.handles++;
    return cache.segment;
  }

  /** Counts one handle less. */
  synchronized void release(UUID segmentId) {
    OpenCache cache = open.get(segmentId);
    if (cache != null && --cache.handles == 0) {
      open.remove(segmentId);
      closing.removeIf(segment -> segment.segment().isClosed());
      closing.add(cache.segment);
      cache.segment.close();
    }
  }

  /** Whether the calling thread holds the lock of a key of any of them. */
  synchronized boolean isAnyKeyHeldByCurrentThread() {
    for (OpenCache cache : open.values()) {
      if (cache.segment.keyLocks().isAnyHeldByCurrentThread()) {
        return true;
      }
    }
    return closing.stream().anyMatch(segment -> segment.keyLocks().isAnyHeldByCurrentThread());
  }

  /**
   * Closes them all, whoever has handles.
   *
   * @throws LockTimeoutException if a thread keeps a lock of one of them; the others are closed
   */
  synchronized void close() {
    RuntimeException failure = null;
    for (OpenCache cache : open.values()) {
      try {
        cache.segment.close();
      } catch (LockTimeoutException | IllegalStateException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    open.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
