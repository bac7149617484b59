package io.shmstl.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A position that moves both ways: it keeps the rows it has fetched, and fetches as it must. */
final class ScrollingPosition implements Position {
  private final RowSource source;
  private final long maxRows;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private boolean isComplete;
  private long number;

  ScrollingPosition(RowSource source, long maxRows) {
    this.source = source;
    this.maxRows = maxRows;
  }

  @Override
  public @Nullable Object @Nullable [] row() {
    return number >= 1 && number <= rows.size() ? rows.get((int) number - 1) : null;
  }

  @Override
  public long number() {
    return row() == null ? 0 : number;
  }

  @Override
  public boolean next() throws SQLException {
    return goTo(number + 1);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return number == 0 && fetch(1);
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return number > rows.size() && fetch(1);
  }

  @Override
  public boolean isLast() throws SQLException {
    return row() != null && !fetch(number + 1);
  }

  @Override
  public boolean goTo(long wanted) throws SQLException {
    if (wanted >= 0) {
      number = fetch(wanted) ? wanted : rows.size() + 1L;
    } else {
      fetch(Long.MAX_VALUE);
      number = Math.max(0, rows.size() + 1L + wanted);
    }
    return row() != null;
  }

  @Override
  public void goToEnd() throws SQLException {
    goTo(Long.MAX_VALUE);
  }

  /** Fetches rows until there are so many; whether there are. */
  private boolean fetch(long count) throws SQLException {
    while (rows.size() < count && !isComplete) {
      @Nullable Object[] row = rows.size() < maxRows ? source.next() : null;
      if (row == null) {
        isComplete = true;
        source.close();
      } else {
        source.keep(row);
        rows.add(row);
      }
    }
    return rows.size() >= count;
  }
}
