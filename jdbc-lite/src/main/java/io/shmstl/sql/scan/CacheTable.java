package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.scan.EntryColumn.Origin;
import io.shmstl.store.CacheDestroyedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cache as a table: columns as they were known when it was looked up. */
final class CacheTable implements Table {
  private final String name;
  private final CacheTypes types;
  private final List<EntryColumn> entryColumns;
  private final List<Column> columns;
  private final KeyEncoder keys;
  private final int keyColumn;
  private final OpenCache cache;
  private final CacheSource source;
  private final int schemas;
  private final boolean isFinal;

  /**
   * The table of a cache.
   *
   * @param cache the cache as it is open now; a view may meet another one of the same types
   * @param source where the cache of that name is found later
   * @param schemas how many schemas the columns were made from
   * @param isFinal whether only further schemas can change the columns
   */
  CacheTable(
      OpenCache cache,
      List<EntryColumn> entryColumns,
      CacheSource source,
      int schemas,
      boolean isFinal) {
    this.cache = cache;
    this.schemas = schemas;
    this.isFinal = isFinal;
    this.name = cache.descriptor().name();
    this.types = cache.types();
    this.entryColumns = entryColumns;
    this.columns = entryColumns.stream().map(EntryColumn::column).toList();
    this.keys = KeyEncoder.of(types);
    this.keyColumn = cache.hasLookUp() ? keyColumn(keys, entryColumns) : NO_KEY;
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
      OpenCache now = use();
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
    return cache.sizeNow();
  }

  @Override
  public long rowCount(ReadView view) {
    try {
      long size = CacheView.of(view).knownSize(this);
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

  /** Whether the cache is there still, and the columns are what they would be made now. */
  boolean isCurrent() {
    if (!isFinal || !cache.useIfThere()) {
      return false;
    }
    try {
      return !cache.hasSchemasBeyond(schemas);
    } finally {
      cache.unuse();
    }
  }

  /** The same as {@link #isCurrent}, told to who uses the cache that has the name now. */
  @SuppressWarnings("ReferenceEquality") // one made again is another cache
  boolean isCurrentFor(OpenCache now) {
    return now == cache && isFinal && !now.hasSchemasBeyond(schemas);
  }

  /**
   * How many entries the cache has now, without a pin; {@link #UNKNOWN} where it takes one, or the
   * cache is not there any more.
   */
  long committedSize() {
    if (!cache.use()) {
      return UNKNOWN;
    }
    try {
      return cache.committedSize();
    } catch (CacheDestroyedException _) {
      return UNKNOWN; // whoever pins it is told so
    } finally {
      cache.unuse();
    }
  }

  /** The cache that has the name now, in use by the caller; null if there is none. */
  @Nullable OpenCache use() {
    return cache.useIfThere() ? cache : source.use(name);
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
