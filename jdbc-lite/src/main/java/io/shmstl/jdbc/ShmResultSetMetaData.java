package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.plan.OutputColumn;
import io.shmstl.sql.type.SqlType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The columns of a result. Immutable. */
final class ShmResultSetMetaData implements ResultSetMetaData {
  private final List<OutputColumn> columns;

  ShmResultSetMetaData(List<OutputColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label();
  }

  /** The name in its table; of a computed column, its label. */
  @Override
  public String getColumnName(int column) throws SQLException {
    OutputColumn found = column(column);
    return found.column().isEmpty() ? found.label() : found.column();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return column(column).table();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return column(column).schema();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return JdbcType.code(type(column).kind());
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).kind().sqlName();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return JdbcType.javaClass(type(column).kind()).getName();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return JdbcType.displaySize(type(column));
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return JdbcType.precision(type(column));
  }

  @Override
  public int getScale(int column) throws SQLException {
    return JdbcType.scale(type(column));
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).isNullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).kind().isNumber();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column).kind().isText();
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrappers.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrappers.isWrapperFor(this, wanted);
  }

  private OutputColumn column(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw JdbcErrors.noColumn(column, columns.size());
    }
    return columns.get(column - 1);
  }

  private SqlType type(int column) throws SQLException {
    return column(column).type();
  }
}
