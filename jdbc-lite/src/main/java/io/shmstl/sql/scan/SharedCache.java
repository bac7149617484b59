package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopies;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.CacheStore;
import java.util.function.Predicate;

/** A cache of a space that others may be writing to. */
final class SharedCache extends OpenCache {
  private final CacheStore store;

  SharedCache(CacheStore store) {
    super(store.descriptor(), store.schemas());
    this.store = store;
  }

  CacheStore store() {
    return store;
  }

  @Override
  EntryVersion pin() {
    return new PinnedVersion(store.snapshot());
  }

  @Override
  EntryWalk walk() {
    EntryCursor entries = store.entries();
    return entries::next;
  }

  @Override
  long size() {
    return store.figures().map().entries();
  }

  @Override
  long committedSize() {
    return store.committedSize();
  }

  @Override
  boolean isDestroyed() {
    return store.isDestroyed();
  }

  @Override
  boolean hasLookUp() {
    return true;
  }

  @Override
  void release() {
    store.close();
  }

  private static final class PinnedVersion implements EntryVersion {
    private final Snapshot snapshot;

    PinnedVersion(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public EntryWalk entries() {
      return new SnapshotWalk(snapshot.entries(), snapshot.openedAtMs());
    }

    @Override
    public EntryWalk headers() {
      VersionCursor headers = snapshot.headers();
      return headers::next;
    }

    @Override
    public long knownSize() {
      return snapshot.knownSize();
    }

    @Override
    public boolean get(byte[] key, EntryCopy into) {
      return snapshot.get(key, key.length, into);
    }

    @Override
    public boolean isVisible(EntryCopy entry) {
      return snapshot.isVisible(entry);
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }

  /** A walk that knows itself what is visible: the snapshot says no more of an entry. */
  private record SnapshotWalk(VersionCursor cursor, long openedAtMs) implements EntryWalk {
    @Override
    public boolean next(EntryCopy into) {
      return cursor.next(into);
    }

    @Override
    public boolean addTo(EntryCopies into, Predicate<EntryCopy> visible) {
      return cursor.addTo(into, openedAtMs);
    }
  }
}
