package io.shmstl.sql.scan;

import io.shmstl.map.MapFigures;
import io.shmstl.registry.NamedObject;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.PinFigures;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.ExportedCache;
import io.shmstl.sync.MemberInfo;
import io.shmstl.sync.Waits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one cache of an export, which has no segment, no members and no pins. */
final class ExportSource implements CacheSource {
  private final ExportedCache export;
  private final ExportTable cache;
  private boolean isClosed;

  /** Takes over an open export. */
  ExportSource(ExportedCache export) {
    this.export = export;
    this.cache = new ExportTable(export);
  }

  @Override
  public List<CacheDescriptor> descriptors() {
    return List.of(export.descriptor());
  }

  @Override
  public @Nullable OpenCache use(String name) {
    if (!name.equals(export.descriptor().name())) {
      return null;
    }
    if (!cache.use()) {
      throw new IllegalStateException("the export is closed");
    }
    return cache;
  }

  @Override
  public List<SegmentFigures> segments() {
    long bytes = export.fileBytes();
    MapFigures map = new MapFigures(export.size(), bytes, 0, 0, 0, 0, 0, 0, 0, 0);
    String name = export.descriptor().name();
    return List.of(
        new SegmentFigures(name, bytes, bytes, bytes, 0, 0, 0, 0, Waits.NONE, Waits.NONE, map));
  }

  @Override
  public Map<String, List<NamedObject>> objects() {
    return Map.of();
  }

  @Override
  public Map<String, List<FreeBlock>> freeBlocks() {
    return Map.of();
  }

  @Override
  public Map<String, List<PinFigures>> pins() {
    return Map.of();
  }

  @Override
  public List<MemberInfo> members() {
    return List.of();
  }

  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      cache.retire();
    }
  }
}
