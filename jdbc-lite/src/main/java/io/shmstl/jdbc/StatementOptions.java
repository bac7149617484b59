package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.expression.StatementLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What can be set on a statement before it runs; each option is checked when it is set. */
abstract class StatementOptions implements Statement {
  private final int resultSetType;
  private final long memoryBytes;
  private final Warnings warnings = new Warnings();
  private long maxRows;
  private int maxFieldSize;
  private int queryTimeoutSeconds;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private boolean isPoolable;
  private boolean hasEscapes = true;

  /**
   * The options as the connection has them.
   *
   * @param resultSetType forward-only or scroll-insensitive
   * @param settings the defaults
   */
  StatementOptions(int resultSetType, ConnectionUrl settings) {
    this.resultSetType = resultSetType;
    memoryBytes = settings.memoryBytes();
    queryTimeoutSeconds = settings.queryTimeoutSeconds();
  }

  /** Throws if the statement is closed. */
  abstract void requireOpen() throws SQLException;

  /** Time and memory of an execution that starts now. */
  final StatementLimits limits() {
    return new StatementLimits(TimeUnit.SECONDS.toNanos(queryTimeoutSeconds), memoryBytes, null);
  }

  /** The most rows of a result set. */
  final long rowLimit() {
    return maxRows == 0 ? Long.MAX_VALUE : maxRows;
  }

  /** Whether braces are escapes of JDBC. */
  final boolean hasEscapes() {
    return hasEscapes;
  }

  /** The fetch size, whether the statement is open or not. */
  final int fetchSize() {
    return fetchSize;
  }

  /** Adds a warning. */
  final void warn(String what) {
    warnings.add(what);
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return warnings.first();
  }

  @Override
  public final void clearWarnings() throws SQLException {
    requireOpen();
    warnings.clear();
  }

  @Override
  public final int getMaxRows() throws SQLException {
    requireOpen();
    return (int) Math.min(maxRows, Integer.MAX_VALUE);
  }

  @Override
  public final void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    requireOpen();
    return maxRows;
  }

  @Override
  public final void setLargeMaxRows(long max) throws SQLException {
    requireOpen();
    maxRows = notNegative("max rows", max);
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    requireOpen();
    return maxFieldSize;
  }

  /** Remembers the size, and cuts nothing: every value comes whole. */
  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    requireOpen();
    maxFieldSize = (int) notNegative("max field size", max);
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    requireOpen();
    return queryTimeoutSeconds;
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    requireOpen();
    queryTimeoutSeconds = (int) notNegative("query timeout", seconds);
  }

  @Override
  public final int getFetchSize() throws SQLException {
    requireOpen();
    return fetchSize;
  }

  /** Remembers the size; rows come one at a time from memory whatever it is. */
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    requireOpen();
    fetchSize = (int) notNegative("fetch size", rows);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    requireOpen();
    return fetchDirection;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    requireOpen();
    FetchDirection.require(direction, ResultSet.TYPE_SCROLL_INSENSITIVE);
    fetchDirection = direction;
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    requireOpen();
    hasEscapes = enable;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    requireOpen();
    return isPoolable;
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    requireOpen();
    isPoolable = poolable;
  }

  /** Does nothing: no positioned update could name the cursor. */
  @Override
  public final void setCursorName(@Nullable String name) throws SQLException {
    requireOpen();
  }

  @Override
  public final int getResultSetType() throws SQLException {
    requireOpen();
    return resultSetType;
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    requireOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    requireOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrappers.unwrap(this, wanted);
  }

  @Override
  public final boolean isWrapperFor(Class<?> wanted) {
    return Wrappers.isWrapperFor(this, wanted);
  }

  private static long notNegative(String what, long value) throws SQLException {
    if (value < 0) {
      throw JdbcErrors.badArgument(what, value, "0 or more");
    }
    return value;
  }
}
