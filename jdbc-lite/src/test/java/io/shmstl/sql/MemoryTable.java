package io.shmstl.sql;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.RowBlock;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows in memory, with a key or without; counts the rows that scans touch. Every second
 * scan can be read in blocks, so that both ways are tested.
 */
public final class MemoryTable implements Table {
  private final String schema;
  private final String name;
  private final List<Column> columns;
  private final int keyColumn;
  private final List<@Nullable Object[]> rows;
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong scans = new AtomicLong();

  /** A table; the rows are shared, not copied. */
  public MemoryTable(
      String schema,
      String name,
      List<Column> columns,
      int keyColumn,
      List<@Nullable Object[]> rows) {
    this.schema = schema;
    this.name = name;
    this.columns = List.copyOf(columns);
    this.keyColumn = keyColumn;
    this.rows = rows;
  }

  /** How many rows scans and look-ups have given so far. */
  public long rowsRead() {
    return rowsRead.get();
  }

  /** The rows. */
  public List<@Nullable Object[]> rows() {
    return rows;
  }

  @Override
  public String schema() {
    return schema;
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
    return rows.size();
  }

  @Override
  public long rowCount(ReadView view) {
    return rows.size();
  }

  @Override
  public int keyColumn() {
    return keyColumn;
  }

  @Override
  public TableCursor scan(ReadView view, BitSet wanted) {
    return new Scan(rows, scans.getAndIncrement() % 2 == 0);
  }

  @Override
  public TableCursor find(ReadView view, Object key, BitSet wanted) {
    return new Scan(
        rows.stream().filter(row -> Objects.equals(row[keyColumn], key)).limit(1).toList(), false);
  }

  private final class Scan implements TableCursor, RowBlock {
    private static final int BLOCK_ROWS = 7;

    private final List<@Nullable Object[]> source;
    private final boolean hasBlocks;
    private int blockStart;
    private int blockSize;
    private int next;
    private @Nullable Object[] row = new @Nullable Object[0];

    Scan(List<@Nullable Object[]> source, boolean hasBlocks) {
      this.source = source;
      this.hasBlocks = hasBlocks;
    }

    @Override
    public boolean hasBlocks() {
      return hasBlocks;
    }

    @Override
    public @Nullable RowBlock nextBlock() {
      blockStart += blockSize;
      blockSize = Math.min(BLOCK_ROWS, source.size() - blockStart);
      rowsRead.addAndGet(blockSize);
      return blockSize == 0 ? null : this;
    }

    @Override
    public int size() {
      return blockSize;
    }

    @Override
    public void stand(int number) {
      row = source.get(blockStart + Objects.checkIndex(number, blockSize));
    }

    @Override
    public boolean next() {
      if (next == source.size()) {
        return false;
      }
      rowsRead.incrementAndGet();
      row = source.get(next++);
      return true;
    }

    @Override
    public @Nullable Object get(int column) {
      return row[column];
    }

    @Override
    public void close() {
      next = source.size();
    }
  }
}
