package io.shmstl.sql.scan;

import io.shmstl.codec.ColumnFinder;
import io.shmstl.codec.RecordColumn;
import io.shmstl.map.EntryCopy;
import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.catalog.RowBlock;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlFailure;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the entries of a pinned version, block by block; the row is the entry where it
 * stands.
 */
final class CacheCursor implements TableCursor, RowBlock {
  private final CacheTable table;
  private final EntryCopy entry;
  private final EntryBlock block;
  private final EntryDecoder decoder;
  private int row = -1;

  /**
   * A cursor over some entries of a version.
   *
   * @param entries fills the buffer
   * @param columns those that may be asked for
   */
  CacheCursor(
      CacheTable table, PinnedCache pinned, EntryWalk entries, EntryCopy entry, BitSet columns) {
    this.table = table;
    this.entry = entry;
    this.block = new EntryBlock(entries, pinned::isVisible, entry);
    this.decoder = new EntryDecoder(pinned.cache(), table.entryColumns(), columns, entry);
  }

  @Override
  public boolean next() {
    if (row + 1 >= block.size() && !fill()) {
      return false;
    }
    stand(row + 1);
    return true;
  }

  @Override
  public boolean hasBlocks() {
    return true;
  }

  @Override
  public @Nullable RowBlock nextBlock() {
    return fill() ? this : null;
  }

  private boolean fill() {
    row = -1;
    try {
      return block.fill();
    } catch (RuntimeException e) {
      throw ScanErrors.of(table.name(), e);
    }
  }

  @Override
  public int size() {
    return block.size();
  }

  @Override
  public void stand(int newRow) {
    row = newRow;
    block.turn(newRow);
    decoder.turn();
  }

  @Override
  public @Nullable Object get(int column) {
    try {
      return decoder.get(column);
    } catch (SqlFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw ScanErrors.of(table.name(), e);
    }
  }

  @Override
  public void readLongs(int column, int[] rows, int count, ColumnValues into) {
    ColumnFinder known = recordColumn(column, rows[0]);
    if (known == null) {
      RowBlock.super.readLongs(column, rows, count, into);
      return;
    }
    Side side = table.entryColumns().get(column).side();
    byte[] bytes = block.bytes();
    long[] longs = into.longs();
    for (int i = 0; i < count; i++) {
      int start = block.offset(side, rows[i]);
      int length = block.length(side, rows[i]);
      int at = known.find(bytes, start, length);
      if (at >= 0 && RecordColumn.isWholeNumber(bytes, at, start + length)) {
        longs[i] = RecordColumn.wholeNumber(bytes, at);
      } else {
        into.setLong(i, (Long) read(column, rows[i]));
      }
    }
  }

  @Override
  public void readDoubles(int column, int[] rows, int count, ColumnValues into) {
    ColumnFinder known = recordColumn(column, rows[0]);
    if (known == null) {
      RowBlock.super.readDoubles(column, rows, count, into);
      return;
    }
    Side side = table.entryColumns().get(column).side();
    byte[] bytes = block.bytes();
    double[] doubles = into.doubles();
    for (int i = 0; i < count; i++) {
      int start = block.offset(side, rows[i]);
      int length = block.length(side, rows[i]);
      int at = known.find(bytes, start, length);
      if (at >= 0 && RecordColumn.isDouble(bytes, at, start + length)) {
        doubles[i] = RecordColumn.doubleAt(bytes, at);
      } else {
        into.setDouble(i, (Double) read(column, rows[i]));
      }
    }
  }

  @Override
  public int selectTexts(int column, int[] rows, int count, TextTest test) {
    ColumnFinder known = count == 0 ? null : recordColumn(column, rows[0]);
    if (known == null) {
      return RowBlock.super.selectTexts(column, rows, count, test);
    }
    Side side = table.entryColumns().get(column).side();
    byte[] bytes = block.bytes();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int start = block.offset(side, rows[i]);
      int length = block.length(side, rows[i]);
      int at = known.find(bytes, start, length);
      int characters = at < 0 ? -1 : RecordColumn.latin1Length(bytes, at, start + length);
      boolean isKept =
          characters < 0
              ? read(column, rows[i]) instanceof String text && test.accepts(text)
              : test.acceptsLatin1(bytes, at + 2, characters);
      rows[kept] = rows[i];
      kept += isKept ? 1 : 0;
    }
    return kept;
  }

  /** A column as this and most other rows have it; null if it is no plain one of a record. */
  private @Nullable ColumnFinder recordColumn(int column, int aRow) {
    try {
      stand(aRow);
      return decoder.recordColumn(column);
    } catch (SqlFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw ScanErrors.of(table.name(), e);
    }
  }

  private @Nullable Object read(int column, int ofRow) {
    stand(ofRow);
    return get(column);
  }

  /** The pin is the view's. */
  @Override
  public void close() {
    entry.trim();
  }
}
