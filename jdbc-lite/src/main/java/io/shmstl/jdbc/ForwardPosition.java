package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A position that only moves on: it holds the current row, and the next one if somebody asked. */
final class ForwardPosition implements Position {
  private final RowSource source;
  private final long maxRows;
  private @Nullable Object @Nullable [] row;
  private @Nullable Object @Nullable [] ahead;
  private boolean hasAhead;
  private boolean isAtEnd;
  private long passed;

  ForwardPosition(RowSource source, long maxRows) {
    this.source = source;
    this.maxRows = maxRows;
  }

  @Override
  public @Nullable Object @Nullable [] row() {
    return row;
  }

  @Override
  public long number() {
    return row == null ? 0 : passed;
  }

  @Override
  public boolean next() throws SQLException {
    if (isAtEnd) {
      return false;
    }
    look();
    row = ahead;
    ahead = null;
    hasAhead = false;
    if (row == null) {
      isAtEnd = true;
      return false;
    }
    passed++;
    return true;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return passed == 0 && !isAtEnd && look();
  }

  @Override
  public boolean isAfterLast() {
    return isAtEnd && passed > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    return row != null && !look();
  }

  @Override
  public boolean goTo(long number) throws SQLException {
    throw JdbcErrors.forwardOnly();
  }

  @Override
  public void goToEnd() throws SQLException {
    throw JdbcErrors.forwardOnly();
  }

  /** Fetches the next row, if that has not been done; whether there is one. */
  private boolean look() throws SQLException {
    if (!hasAhead) {
      ahead = passed < maxRows ? source.next() : null;
      hasAhead = true;
      if (ahead == null) {
        source.close();
      }
    }
    return ahead != null;
  }
}
