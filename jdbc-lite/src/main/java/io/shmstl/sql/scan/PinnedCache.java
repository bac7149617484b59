package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import java.util.Iterator;
import java.util.List;

/** A cache as one view sees it: open, and pinned at a version. */
final class PinnedCache implements AutoCloseable {
  private final OpenCache cache;
  private final EntryVersion version;

  /** Takes over a use of the cache. */
  PinnedCache(OpenCache cache, EntryVersion version) {
    this.cache = cache;
    this.version = version;
  }

  String name() {
    return cache.descriptor().name();
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

  /** The entries that some keys have. */
  EntryWalk entriesOf(List<byte[]> keys) {
    Iterator<byte[]> left = keys.iterator();
    return into -> {
      while (left.hasNext()) {
        if (version.get(left.next(), into)) {
          return true;
        }
      }
      return false;
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
