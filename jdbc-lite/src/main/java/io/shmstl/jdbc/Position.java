package io.shmstl.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a result set stands in its rows. Used by one thread at a time. */
sealed interface Position permits ForwardPosition, ScrollingPosition {
  /** The row it stands on, or null before the first and after the last one. */
  @Nullable Object @Nullable [] row();

  /** The number of the row it stands on, from 1; 0 on none. */
  long number();

  /** Goes to the next row; false if there is none. */
  boolean next() throws SQLException;

  /** Whether there are rows and it stands before them. */
  boolean isBeforeFirst() throws SQLException;

  /** Whether there are rows and it stands behind them. */
  boolean isAfterLast() throws SQLException;

  /** Whether it stands on the last row. */
  boolean isLast() throws SQLException;

  /**
   * Goes to a row by its number; behind the last row if there are fewer.
   *
   * @param number from 1; negative numbers count from the end; 0 is before the first row
   * @return whether it stands on a row then
   * @throws SQLException if it can go forward only
   */
  boolean goTo(long number) throws SQLException;

  /** Goes behind the last row. */
  void goToEnd() throws SQLException;
}
