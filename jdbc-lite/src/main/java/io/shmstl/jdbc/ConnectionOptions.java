package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.ClientInfoStatus;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What pools and tools set on a connection: accepted where it changes nothing or is fulfilled. */
abstract class ConnectionOptions extends UnsupportedConnection {
  private final Warnings warnings = new Warnings();
  private final ClientInfo clientInfo = new ClientInfo();
  private volatile int networkTimeoutMs;

  /** Throws if the connection is closed. */
  abstract void requireOpen() throws SQLException;

  @Override
  public abstract boolean isClosed();

  /** Adds a warning. */
  final void warn(String what) {
    warnings.add(what);
  }

  @Override
  public final boolean isReadOnly() throws SQLException {
    requireOpen();
    return true;
  }

  @Override
  public final void setReadOnly(boolean readOnly) throws SQLException {
    requireOpen();
    if (!readOnly) {
      warnings.add("the database is read-only: setReadOnly(false) has no effect");
    }
  }

  @Override
  public final @Nullable String getCatalog() throws SQLException {
    requireOpen();
    return null;
  }

  /** Does nothing: there are no catalogs. */
  @Override
  public final void setCatalog(@Nullable String name) throws SQLException {
    requireOpen();
  }

  @Override
  public final int getTransactionIsolation() throws SQLException {
    requireOpen();
    return TRANSACTION_REPEATABLE_READ;
  }

  /** Accepts every level that repeatable read fulfils; it stays repeatable read. */
  @Override
  public final void setTransactionIsolation(int level) throws SQLException {
    requireOpen();
    switch (level) {
      case TRANSACTION_READ_UNCOMMITTED,
          TRANSACTION_READ_COMMITTED,
          TRANSACTION_REPEATABLE_READ -> {
        // a stricter level is what the caller gets
      }
      case TRANSACTION_SERIALIZABLE ->
          throw JdbcErrors.unsupported("the isolation level SERIALIZABLE");
      default -> throw JdbcErrors.badArgument("isolation level", level, "one of Connection");
    }
  }

  @Override
  public final int getHoldability() throws SQLException {
    requireOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final void setHoldability(int holdability) throws SQLException {
    requireOpen();
    ResultSetKind.requireHoldability(holdability);
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
  public final void setClientInfo(String name, @Nullable String value)
      throws SQLClientInfoException {
    if (isClosed()) {
      throw new SQLClientInfoException(
          "the connection is closed", "08003", Map.of(name, ClientInfoStatus.REASON_UNKNOWN));
    }
    if (!clientInfo.set(name, value)) {
      warnings.add("the client property '" + name + "' is unknown and ignored");
    }
  }

  @Override
  public final void setClientInfo(Properties properties) throws SQLClientInfoException {
    for (String name : properties.stringPropertyNames()) {
      setClientInfo(name, properties.getProperty(name));
    }
  }

  @Override
  public final @Nullable String getClientInfo(String name) throws SQLException {
    requireOpen();
    return clientInfo.get(name);
  }

  @Override
  public final Properties getClientInfo() throws SQLException {
    requireOpen();
    return clientInfo.all();
  }

  /** Remembers the timeout; there is no network that could need it. */
  @Override
  public final void setNetworkTimeout(@Nullable Executor executor, int milliseconds)
      throws SQLException {
    requireOpen();
    if (milliseconds < 0) {
      throw JdbcErrors.badArgument("network timeout", milliseconds, "0 or more");
    }
    networkTimeoutMs = milliseconds;
  }

  @Override
  public final int getNetworkTimeout() throws SQLException {
    requireOpen();
    return networkTimeoutMs;
  }
}
