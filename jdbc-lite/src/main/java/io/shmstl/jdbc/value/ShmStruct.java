package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.type.TypeKind;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row or a nested record: the values of its components in order, without their names. */
public final class ShmStruct implements Struct {
  private final List<?> values;

  /** A struct over engine values. */
  public ShmStruct(List<?> values) {
    this.values = Collections.unmodifiableList(values);
  }

  /** The engine values. */
  List<?> values() {
    return values;
  }

  @Override
  public String getSQLTypeName() {
    return TypeKind.ROW.sqlName();
  }

  @SuppressWarnings("NullAway") // the specification of JDBC lets attributes be null
  @Override
  public Object[] getAttributes() throws SQLException {
    return JavaObjects.ofElements(values);
  }

  @SuppressWarnings("NullAway") // the specification of JDBC lets attributes be null
  @Override
  public Object[] getAttributes(@Nullable Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw JdbcErrors.unsupported("a type map");
    }
    return getAttributes();
  }

  /** The components as a cast to VARCHAR shows them. */
  @Override
  public String toString() {
    return Conversions.toText(values);
  }
}
