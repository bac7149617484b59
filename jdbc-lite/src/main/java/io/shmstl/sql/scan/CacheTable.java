package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.scan.EntryColumn.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongSupplier;

/** A cache as a table: columns as they were known when it was looked up. */
final class CacheTable implements Table {
  private final String name;
  private final CacheTypes types;
  private final List<EntryColumn> entryColumns;
  private final List<Column> columns;
  private final KeyEncoder keys;
  private final int keyColumn;
  private final LongSupplier size;
  private final CacheSource source;

  /**
   * The table of a cache.
   *
   * @param cache the cache as it is open now; a view may meet another one of the same types
   * @param source where the cache of that name is found later
   */
  CacheTable(OpenCache cache, List<EntryColumn> entryColumns, CacheSource source) {
    this.name = cache.descriptor().name();
    this.types = cache.types();
    this.entryColumns = entryColumns;
    this.columns = entryColumns.stream().map(EntryColumn::column).toList();
    this.keys = KeyEncoder.of(types);
    this.keyColumn = cache.hasLookUp() ? keyColumn(keys, entryColumns) : NO_KEY;
    this.size = cache::sizeNow;
    this.source = source;
  }

  @Override
  public String schema() {
    return SpaceCatalog.CACHES;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  /** One that is gone is readable: who tries is told so. */
  @Override
  public boolean isReadable() {
    try {
      OpenCache now = source.use(name);
      if (now == null) {
        return true;
      }
      try {
        return now.types().equals(types);
      } finally {
        now.unuse();
      }
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  @Override
  public long estimatedRows() {
    return size.getAsLong();
  }

  @Override
  public long rowCount(ReadView view) {
    try {
      long size = CacheView.of(view).pin(this).knownSize();
      return size < 0 ? UNKNOWN : size;
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  @Override
  public int keyColumn() {
    return keyColumn;
  }

  /** The key, or all its components. */
  @Override
  public List<Integer> keyColumns() {
    List<Integer> key = new ArrayList<>();
    for (int i = 0; i < entryColumns.size(); i++) {
      EntryColumn column = entryColumns.get(i);
      if (column.side() == Side.KEY
          && (column.origin() == Origin.SCALAR || column.origin() == Origin.COMPONENT)) {
        key.add(i);
      }
    }
    return key;
  }

  @Override
  public TableCursor scan(ReadView view, BitSet wanted) {
    PinnedCache pinned = CacheView.of(view).pin(this);
    try {
      EntryWalk entries = wanted.isEmpty() ? pinned.headers() : pinned.entries();
      return new CacheCursor(this, pinned, entries, new EntryCopy(), wanted);
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  @Override
  public TableCursor find(ReadView view, Object key, BitSet wanted) {
    PinnedCache pinned = CacheView.of(view).pin(this);
    try {
      EntryWalk entries = pinned.entriesOf(keys.encode(key));
      return new CacheCursor(this, pinned, entries, new EntryCopy(), wanted);
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  CacheTypes types() {
    return types;
  }

  List<EntryColumn> entryColumns() {
    return entryColumns;
  }

  private static int keyColumn(KeyEncoder keys, List<EntryColumn> columns) {
    for (int i = 0; keys.canEncode() && i < columns.size(); i++) {
      EntryColumn column = columns.get(i);
      if (column.side() == Side.KEY && column.origin() == Origin.SCALAR) {
        return i;
      }
    }
    return NO_KEY;
  }
}
