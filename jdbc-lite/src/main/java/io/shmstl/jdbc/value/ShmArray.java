package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of values, detached from its result set: valid for ever, {@code free} or not. */
public final class ShmArray implements Array {
  private final List<?> values;

  /** An array over engine values. */
  public ShmArray(List<?> values) {
    this.values = Collections.unmodifiableList(values);
  }

  /** The engine values. */
  List<?> values() {
    return values;
  }

  @Override
  public String getBaseTypeName() {
    return JavaObjects.elementType(values).toString();
  }

  @Override
  public int getBaseType() {
    return JdbcType.code(JavaObjects.elementType(values).kind());
  }

  @Override
  public Object getArray() throws SQLException {
    return JavaObjects.ofElements(values);
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    requireNoMap(map);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    if (index < 1 || index > values.size() + 1L) {
      throw JdbcErrors.badArgument("index", index, "1 to " + values.size());
    }
    if (count < 0) {
      throw JdbcErrors.badArgument("count", count, "0 or more");
    }
    int from = (int) index - 1;
    return JavaObjects.ofElements(values.subList(from, Math.min(values.size(), from + count)));
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    requireNoMap(map);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    throw JdbcErrors.unsupported("an array as a result set");
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet();
  }

  @Override
  public void free() {
    // holds nothing that could be given back
  }

  /** The elements as a cast to VARCHAR shows them. */
  @Override
  public String toString() {
    return Conversions.toText(values);
  }

  private static void requireNoMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw JdbcErrors.unsupported("a type map");
    }
  }
}
