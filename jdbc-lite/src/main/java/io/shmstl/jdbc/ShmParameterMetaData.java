package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What a statement expects of its question marks; text where anything will do. Immutable. */
final class ShmParameterMetaData implements ParameterMetaData {
  private final List<SqlType> types;

  ShmParameterMetaData(List<SqlType> types) {
    this.types = List.copyOf(types);
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return JdbcType.code(type(parameter).kind());
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).kind().sqlName();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return JdbcType.javaClass(type(parameter).kind()).getName();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return JdbcType.precision(type(parameter));
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return JdbcType.scale(type(parameter));
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).kind().isNumber();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    type(parameter);
    return parameterNullable;
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    type(parameter);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrappers.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrappers.isWrapperFor(this, wanted);
  }

  private SqlType type(int parameter) throws SQLException {
    if (parameter < 1 || parameter > types.size()) {
      throw JdbcErrors.noParameter(parameter, types.size());
    }
    SqlType type = types.get(parameter - 1);
    return type.kind() == TypeKind.NULL ? SqlType.VARCHAR : type;
  }
}
