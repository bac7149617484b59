package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table of what a space tells of itself. Its rows are made when a scan begins, and are of that
 * moment: no snapshot holds them.
 */
final class SystemTable implements Table {
  /** Guessed, for the order of joins. */
  private static final long ROWS = 100;

  private final String name;
  private final List<Column> columns;
  private final Supplier<List<@Nullable Object[]>> rows;

  /**
   * A table.
   *
   * @param rows makes all rows, each with a value for each column
   */
  SystemTable(String name, List<Column> columns, Supplier<List<@Nullable Object[]>> rows) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  @Override
  public String schema() {
    return SpaceCatalog.SYS;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public long estimatedRows() {
    return ROWS;
  }

  @Override
  public int keyColumn() {
    return NO_KEY;
  }

  @Override
  public TableCursor scan(ReadView view, BitSet wanted) {
    try {
      return new Rows(rows.get().iterator());
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  @Override
  public TableCursor find(ReadView view, Object key, BitSet wanted) {
    throw new UnsupportedOperationException(name + " has no key");
  }

  private static final class Rows implements TableCursor {
    private final Iterator<@Nullable Object[]> rows;
    private @Nullable Object[] row = {};

    Rows(Iterator<@Nullable Object[]> rows) {
      this.rows = rows;
    }

    @Override
    public boolean next() {
      if (!rows.hasNext()) {
        return false;
      }
      row = rows.next();
      return true;
    }

    @Override
    public @Nullable Object get(int column) {
      return row[column];
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
