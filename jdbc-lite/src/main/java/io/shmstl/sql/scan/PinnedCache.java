package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;

/** A cache as one view sees it: open, and pinned at a version. */
final class PinnedCache implements AutoCloseable {
  private final OpenCache cache;
  private final EntryVersion version;

  /** Takes over a use of the cache. */
  PinnedCache(OpenCache cache, EntryVersion version) {
    this.cache = cache;
    this.version = version;
  }

  OpenCache cache() {
    return cache;
  }

  EntryWalk entries() {
    return version.entries();
  }

  EntryWalk headers() {
    return version.headers();
  }

  long knownSize() {
    return version.knownSize();
  }

  /** The entry of a key, if there is one: a walk over one entry or none. */
  EntryWalk entry(byte[] key) {
    return new EntryWalk() {
      private boolean isOver;

      @Override
      public boolean next(EntryCopy into) {
        if (isOver) {
          return false;
        }
        isOver = true;
        return version.get(key, into);
      }
    };
  }

  boolean isVisible(EntryCopy entry) {
    return version.isVisible(entry);
  }

  @Override
  public void close() {
    try {
      version.close();
    } finally {
      cache.unuse();
    }
  }
}
