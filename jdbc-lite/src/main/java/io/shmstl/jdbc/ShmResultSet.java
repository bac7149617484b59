package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.plan.OutputColumn;
import io.shmstl.sql.type.TypeKind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one execution, or of a call of the metadata. Used by one thread at a time. */
final class ShmResultSet extends ValueGetters {
  private final ShmStatement statement;
  private final List<OutputColumn> columns;
  private final RowSource source;
  private final Position position;
  private final int type;
  private @Nullable ColumnLabels labels;
  private boolean wasNull;
  private int fetchSize;
  private int fetchDirection = FETCH_FORWARD;
  private volatile boolean isClosed;

  /**
   * A result set before its first row.
   *
   * @param statement told when this closes
   * @param columns what the rows have
   * @param source gives the rows; closed with this
   * @param type {@link ResultSet#TYPE_FORWARD_ONLY} or {@link ResultSet#TYPE_SCROLL_INSENSITIVE}
   * @param maxRows the most rows it shows
   */
  ShmResultSet(
      ShmStatement statement,
      List<OutputColumn> columns,
      RowSource source,
      int type,
      long maxRows) {
    this.statement = statement;
    this.columns = columns;
    this.source = source;
    this.type = type;
    fetchSize = statement.fetchSize();
    position =
        type == TYPE_FORWARD_ONLY
            ? new ForwardPosition(source, maxRows)
            : new ScrollingPosition(source, maxRows);
  }

  @Override
  public boolean next() throws SQLException {
    return open().next();
  }

  @Override
  public boolean previous() throws SQLException {
    Position open = open();
    return (type == TYPE_SCROLL_INSENSITIVE && open.isAfterLast())
        ? open.goTo(-1)
        : open.goTo(Math.max(0, open.number() - 1));
  }

  @Override
  public boolean first() throws SQLException {
    return open().goTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    return open().goTo(-1);
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return open().goTo(row);
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    Position open = open();
    if (type == TYPE_SCROLL_INSENSITIVE && open.isAfterLast()) {
      return rows < 0 && open.goTo(rows);
    }
    return open.goTo(Math.max(0, open.number() + rows));
  }

  @Override
  public void beforeFirst() throws SQLException {
    open().goTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    open().goToEnd();
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return open().isBeforeFirst();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return open().isAfterLast();
  }

  @Override
  public boolean isFirst() throws SQLException {
    return open().number() == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    return open().isLast();
  }

  @Override
  public int getRow() throws SQLException {
    return (int) Math.min(open().number(), Integer.MAX_VALUE);
  }

  @Override
  @Nullable Object value(int column) throws SQLException {
    @Nullable Object[] row = open().row();
    if (row == null) {
      throw JdbcErrors.noRow();
    }
    if (column < 1 || column > columns.size()) {
      throw JdbcErrors.noColumn(column, columns.size());
    }
    Object value = row[column - 1];
    wasNull = value == null;
    return value;
  }

  @Override
  TypeKind kind(int column) {
    return columns.get(column - 1).type().kind();
  }

  @Override
  public boolean wasNull() throws SQLException {
    open();
    return wasNull;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    open();
    if (labels == null) {
      labels = new ColumnLabels(columns);
    }
    return labels.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    open();
    return new ShmResultSetMetaData(columns);
  }

  @Override
  public Statement getStatement() throws SQLException {
    open();
    return statement;
  }

  @Override
  public int getType() throws SQLException {
    open();
    return type;
  }

  @Override
  public int getHoldability() throws SQLException {
    open();
    return CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public String getCursorName() throws SQLException {
    throw JdbcErrors.unsupported("a cursor name");
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    open();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    open();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    open();
    FetchDirection.require(direction, type);
    fetchDirection = direction;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    open();
    return fetchDirection;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    open();
    if (rows < 0) {
      throw JdbcErrors.badArgument("fetch size", rows, "0 or more");
    }
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() throws SQLException {
    open();
    return fetchSize;
  }

  @Override
  public void refreshRow() throws SQLException {
    if (open().row() == null) {
      throw JdbcErrors.noRow();
    }
    // the row is what its view shows, now as before
  }

  /** Closes it and gives its view back. Any thread. */
  @Override
  public void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      try {
        source.close();
      } catch (RuntimeException failure) {
        throw JdbcErrors.of(failure);
      } finally {
        statement.resultSetClosed(this);
      }
    }
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrappers.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrappers.isWrapperFor(this, wanted);
  }

  private Position open() throws SQLException {
    if (isClosed) {
      throw JdbcErrors.closed("result set");
    }
    return position;
  }
}
