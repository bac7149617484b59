package io.shmstl.sql.catalog;

/**
 * Some rows of a scan, side by side: for operators that do the same to all of them. It stands on
 * one of its rows, which it shows as {@link Row}s do, and gives a column of many rows at once. The
 * methods for many rows are the same as asking row by row, only faster where a table knows how.
 * Used by one thread, until the cursor that gave it goes on.
 */
public interface RowBlock extends Row {
  /** How many rows there are, numbered from 0. */
  int size();

  /** Goes to a row. */
  void stand(int row);

  /**
   * A column of integers.
   *
   * @param rows numbers of rows
   * @param count how many of them
   * @param into receives as many values, and which of them are null
   */
  default void readLongs(int column, int[] rows, int count, ColumnValues into) {
    for (int i = 0; i < count; i++) {
      stand(rows[i]);
      into.setLong(i, (Long) get(column));
    }
  }

  /** A column of type {@code DOUBLE PRECISION}; otherwise as {@link #readLongs}. */
  default void readDoubles(int column, int[] rows, int count, ColumnValues into) {
    for (int i = 0; i < count; i++) {
      stand(rows[i]);
      into.setDouble(i, (Double) get(column));
    }
  }

  /**
   * Keeps the rows whose text in a column passes a test; null does not.
   *
   * @param rows numbers of rows; those kept move to the front, in their order
   * @param count how many of them
   * @return how many are kept
   */
  default int selectTexts(int column, int[] rows, int count, TextTest test) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      stand(rows[i]);
      if (get(column) instanceof String text && test.accepts(text)) {
        rows[kept++] = rows[i];
      }
    }
    return kept;
  }

  /** Says whether a text is wanted. */
  interface TextTest {
    /** Of a text as such. */
    boolean accepts(String text);

    /** Of a text that stands in an array, a byte for each character below 256. */
    boolean acceptsLatin1(byte[] bytes, int offset, int length);
  }
}
