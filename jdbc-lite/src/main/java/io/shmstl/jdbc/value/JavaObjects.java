package io.shmstl.jdbc.value;

import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.Values;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code getObject} gives without a wish: the class that {@link JdbcType#javaClass} names. */
public final class JavaObjects {
  private JavaObjects() {}

  /**
   * A value as the default class of its type.
   *
   * @throws SQLException 22018 if it has none, such as an interval that no duration holds
   */
  public static Object of(Object value, TypeKind kind) throws SQLException {
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER -> Conversions.toInt(value);
      case VARBINARY -> Conversions.toBytes(value, kind);
      case DATE -> LegacyTimes.toDate(value, null);
      case TIME -> LegacyTimes.toTime(value, null);
      case TIMESTAMP -> LegacyTimes.toTimestamp(value, null);
      case INTERVAL_MONTHS -> Intervals.toPeriod((Interval) value);
      case INTERVAL_SECONDS -> Intervals.toDuration((Interval) value);
      case ARRAY -> new ShmArray(elements(value));
      case ROW -> new ShmStruct(elements(value));
      default -> value;
    };
  }

  /** The values of a list, each as the default class of what it is. */
  static @Nullable Object[] ofElements(List<?> values) throws SQLException {
    @Nullable Object[] objects = new @Nullable Object[values.size()];
    for (int i = 0; i < objects.length; i++) {
      Object value = values.get(i);
      objects[i] = value == null ? null : of(value, Values.typeOf(value).kind());
    }
    return objects;
  }

  /** The one type of the elements of a list; of the kind OTHER if they differ. */
  static SqlType elementType(List<?> values) {
    SqlType common = SqlType.NULL;
    for (Object value : values) {
      if (value != null) {
        SqlType type = Values.typeOf(value);
        if (common.kind() == TypeKind.NULL) {
          common = type;
        } else if (common.kind() != type.kind()) {
          return SqlType.OTHER;
        }
      }
    }
    return common;
  }

  private static List<?> elements(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }
}
