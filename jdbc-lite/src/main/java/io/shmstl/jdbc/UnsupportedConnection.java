package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a connection does not have: procedures, large objects, savepoints, type maps. */
abstract class UnsupportedConnection implements Connection {
  @Override
  public final CallableStatement prepareCall(String sql) throws SQLException {
    throw JdbcErrors.unsupported("a callable statement");
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public final Savepoint setSavepoint() throws SQLException {
    throw JdbcErrors.unsupported("a savepoint");
  }

  @Override
  public final Savepoint setSavepoint(String name) throws SQLException {
    return setSavepoint();
  }

  @Override
  public final void rollback(@Nullable Savepoint savepoint) throws SQLException {
    throw JdbcErrors.unsupported("a savepoint");
  }

  @Override
  public final void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    throw JdbcErrors.unsupported("a savepoint");
  }

  @Override
  public final Clob createClob() throws SQLException {
    throw JdbcErrors.unsupported("a CLOB");
  }

  @Override
  public final Blob createBlob() throws SQLException {
    throw JdbcErrors.unsupported("a BLOB");
  }

  @Override
  public final NClob createNClob() throws SQLException {
    throw JdbcErrors.unsupported("an NCLOB");
  }

  @Override
  public final SQLXML createSQLXML() throws SQLException {
    throw JdbcErrors.unsupported("SQLXML");
  }

  @Override
  public final Map<String, Class<?>> getTypeMap() {
    return Map.of();
  }

  @Override
  public final void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw JdbcErrors.unsupported("a type map");
    }
  }
}
