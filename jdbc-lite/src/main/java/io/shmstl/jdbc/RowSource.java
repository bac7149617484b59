package io.shmstl.jdbc;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the rows of a result set come from, one after the other. */
interface RowSource {
  /** The next row, in engine values; null at the end, and ever after. */
  @Nullable Object @Nullable [] next() throws SQLException;

  /** Notes that a row is kept in memory. */
  void keep(@Nullable Object[] row) throws SQLException;

  /** Stops a running {@link #next} and gives back what is held. Any thread, any number of times. */
  void close();

  /** Rows that are there already. */
  static RowSource of(List<@Nullable Object[]> rows) {
    Iterator<@Nullable Object[]> left = rows.iterator();
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public void keep(@Nullable Object[] row) {
        // they are in memory anyway
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }
}
