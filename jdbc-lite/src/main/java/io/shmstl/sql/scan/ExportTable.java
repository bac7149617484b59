package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import io.shmstl.snapshot.ExportCursor;
import io.shmstl.store.ExportedCache;

/** A cache in an export: one version, which nobody changes. */
final class ExportTable extends OpenCache {
  private final ExportedCache export;

  ExportTable(ExportedCache export) {
    super(export.descriptor(), export.schemas());
    this.export = export;
  }

  @Override
  EntryVersion pin() {
    return new WholeExport();
  }

  @Override
  EntryWalk walk() {
    ExportCursor entries = export.entries();
    return entries::next;
  }

  @Override
  long size() {
    return export.size();
  }

  @Override
  long committedSize() {
    return size();
  }

  @Override
  boolean isDestroyed() {
    return false;
  }

  @Override
  boolean hasLookUp() {
    return false;
  }

  @Override
  void release() {
    export.close();
  }

  private final class WholeExport implements EntryVersion {
    @Override
    public EntryWalk entries() {
      return walk();
    }

    @Override
    public EntryWalk headers() {
      return walk();
    }

    @Override
    public long knownSize() {
      return export.size();
    }

    @Override
    public boolean get(byte[] key, EntryCopy into) {
      throw new UnsupportedOperationException("an export is not looked up by key");
    }

    /** What had expired when the snapshot was opened was not exported. */
    @Override
    public boolean isVisible(EntryCopy entry) {
      return true;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
