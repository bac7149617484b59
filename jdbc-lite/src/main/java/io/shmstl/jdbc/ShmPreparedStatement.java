package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.Query;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement planned once, with the values of its question marks; planned once more if a cache
 * that it reads was replaced by one of other types.
 */
final class ShmPreparedStatement extends ParameterSetters {
  private final ShmConnection connection;
  private final String sql;
  private volatile Query query;
  private final @Nullable Object[] values;
  private final boolean[] isSet;

  ShmPreparedStatement(ShmConnection connection, String sql, int resultSetType)
      throws SQLException {
    super(connection, resultSetType);
    this.connection = connection;
    this.sql = sql;
    this.query = connection.prepare(sql, true);
    values = new @Nullable Object[query.parameterTypes().size()];
    isSet = new boolean[values.length];
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return run(query(), parameters());
  }

  @Override
  public boolean execute() throws SQLException {
    run(query(), parameters());
    return true;
  }

  @Override
  public int executeUpdate() throws SQLException {
    requireOpen();
    throw notAnUpdate();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return executeUpdate();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw hasItsOwnText();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw hasItsOwnText();
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    throw hasItsOwnText();
  }

  @Override
  public void addBatch() throws SQLException {
    requireOpen();
    throw JdbcErrors.readOnly("a batch");
  }

  @Override
  public void clearParameters() throws SQLException {
    requireOpen();
    Arrays.fill(values, null);
    Arrays.fill(isSet, false);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return new ShmResultSetMetaData(query().columns());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    requireOpen();
    return new ShmParameterMetaData(query.parameterTypes());
  }

  @Override
  void set(int parameter, @Nullable Object value) throws SQLException {
    requireOpen();
    if (parameter < 1 || parameter > values.length) {
      throw JdbcErrors.noParameter(parameter, values.length);
    }
    values[parameter - 1] = value;
    isSet[parameter - 1] = true;
  }

  /** A transaction goes on with the caches it has pinned, whatever has come in their places. */
  private Query query() throws SQLException {
    requireOpen();
    if (connection.getAutoCommit() && !isReadable(query)) {
      query = connection.prepare(sql, true);
    }
    return query;
  }

  private static boolean isReadable(Query query) throws SQLException {
    try {
      return query.isReadable();
    } catch (RuntimeException failure) {
      throw JdbcErrors.of(failure);
    }
  }

  private List<@Nullable Object> parameters() throws SQLException {
    requireOpen();
    for (int i = 0; i < isSet.length; i++) {
      if (!isSet[i]) {
        throw JdbcErrors.parameterNotSet(i + 1);
      }
    }
    List<@Nullable Object> parameters = new ArrayList<>(values.length);
    for (Object value : values) {
      parameters.add(value);
    }
    return Collections.unmodifiableList(parameters);
  }

  private static SQLException hasItsOwnText() {
    return JdbcErrors.wrongState("a prepared statement has its own text");
  }
}
