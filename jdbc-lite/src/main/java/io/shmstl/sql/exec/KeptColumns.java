package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.Row;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.type.Values;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of some sources that somebody still asks for, to be kept when the sources move on.
 *
 * @param slots the sources
 * @param columns for each of them, what is asked for
 */
public record KeptColumns(List<Integer> slots, List<BitSet> columns) {
  public KeptColumns {
    slots = List.copyOf(slots);
    columns = List.copyOf(columns); // the sets themselves grow until binding has ended
  }

  /** Keeps the rows where the sources stand; takes their memory from the statement's budget. */
  Row[] keep(Frame frame) {
    Row[] rows = new Row[slots.size()];
    long bytes = 0;
    for (int i = 0; i < rows.length; i++) {
      Row row = frame.row(slots.get(i));
      rows[i] = isKept(row) ? row : copy(row, columns.get(i));
      if (rows[i] instanceof ArrayRow kept) {
        bytes += Values.rowBytes(kept.values());
      }
    }
    frame.context().take(bytes);
    return rows;
  }

  @SuppressWarnings("ReferenceEquality") // there is one such row
  private static boolean isKept(Row row) {
    return row == Frame.NULLS || row instanceof ArrayRow;
  }

  private static ArrayRow copy(Row row, BitSet columns) {
    @Nullable Object[] values = new @Nullable Object[columns.length()];
    for (int c = columns.nextSetBit(0); c >= 0; c = columns.nextSetBit(c + 1)) {
      values[c] = row.get(c);
    }
    return new ArrayRow(values);
  }

  /** About how much memory kept rows hold. */
  static long bytes(Row[] rows) {
    long bytes = 0;
    for (Row row : rows) {
      if (row instanceof ArrayRow kept) {
        bytes += Values.rowBytes(kept.values());
      }
    }
    return bytes;
  }

  /** Puts the sources on rows kept before. */
  void restore(Frame frame, Row[] rows) {
    for (int i = 0; i < rows.length; i++) {
      frame.move(slots.get(i), rows[i]);
    }
  }

  /** Puts the sources on no row. */
  void clear(Frame frame) {
    for (int slot : slots) {
      frame.move(slot, Frame.NULLS);
    }
  }
}
