package io.shmstl.jdbc.value;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A type of the engine as JDBC describes it: code, class, sizes. */
public final class JdbcType {
  private static final int SIGN = 1;
  private static final int SIGN_AND_POINT = 2;
  private static final int NANOSECOND_DIGITS = 9;

  private JdbcType() {}

  /** The code of {@link Types}. */
  public static int code(TypeKind kind) {
    return switch (kind) {
      case NULL -> Types.NULL;
      case VARCHAR -> Types.VARCHAR;
      case CHAR -> Types.CHAR;
      case VARBINARY -> Types.VARBINARY;
      case BOOLEAN -> Types.BOOLEAN;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case NUMERIC, DECFLOAT -> Types.NUMERIC;
      case REAL -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIME_TZ -> Types.TIME_WITH_TIMEZONE;
      case TIMESTAMP -> Types.TIMESTAMP;
      case TIMESTAMP_TZ -> Types.TIMESTAMP_WITH_TIMEZONE;
      case INTERVAL_MONTHS, INTERVAL_SECONDS, UUID -> Types.OTHER;
      case ARRAY -> Types.ARRAY;
      case ROW -> Types.STRUCT;
      case OTHER -> Types.JAVA_OBJECT;
    };
  }

  /** The class of what {@code getObject} gives. */
  public static Class<?> javaClass(TypeKind kind) {
    return switch (kind) {
      case NULL -> Void.class;
      case VARCHAR, CHAR -> String.class;
      case VARBINARY -> byte[].class;
      case BOOLEAN -> Boolean.class;
      case TINYINT, SMALLINT, INTEGER -> Integer.class;
      case BIGINT -> Long.class;
      case NUMERIC, DECFLOAT -> BigDecimal.class;
      case REAL -> Float.class;
      case DOUBLE -> Double.class;
      case DATE -> Date.class;
      case TIME -> Time.class;
      case TIME_TZ -> OffsetTime.class;
      case TIMESTAMP -> Timestamp.class;
      case TIMESTAMP_TZ -> OffsetDateTime.class;
      case INTERVAL_MONTHS -> Period.class;
      case INTERVAL_SECONDS -> Duration.class;
      case UUID -> UUID.class;
      case ARRAY -> Array.class;
      case ROW -> Struct.class;
      case OTHER -> Object.class;
    };
  }

  /** The kind that a code of {@link Types} asks for, or null if none does. */
  public static @Nullable TypeKind kind(int code) {
    return switch (code) {
      case Types.CHAR, Types.NCHAR -> TypeKind.CHAR;
      case Types.VARCHAR,
          Types.NVARCHAR,
          Types.LONGVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          TypeKind.VARCHAR;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> TypeKind.VARBINARY;
      case Types.BIT, Types.BOOLEAN -> TypeKind.BOOLEAN;
      case Types.TINYINT -> TypeKind.TINYINT;
      case Types.SMALLINT -> TypeKind.SMALLINT;
      case Types.INTEGER -> TypeKind.INTEGER;
      case Types.BIGINT -> TypeKind.BIGINT;
      case Types.NUMERIC, Types.DECIMAL -> TypeKind.NUMERIC;
      case Types.REAL -> TypeKind.REAL;
      case Types.FLOAT, Types.DOUBLE -> TypeKind.DOUBLE;
      case Types.DATE -> TypeKind.DATE;
      case Types.TIME -> TypeKind.TIME;
      case Types.TIME_WITH_TIMEZONE -> TypeKind.TIME_TZ;
      case Types.TIMESTAMP -> TypeKind.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> TypeKind.TIMESTAMP_TZ;
      case Types.ARRAY -> TypeKind.ARRAY;
      case Types.STRUCT -> TypeKind.ROW;
      case Types.JAVA_OBJECT, Types.OTHER -> TypeKind.OTHER;
      case Types.NULL -> TypeKind.NULL;
      default -> null;
    };
  }

  /**
   * The name of a code of {@link Types}, for messages.
   *
   * @throws SQLException if there is no such code
   */
  public static String codeName(int code) throws SQLException {
    try {
      return JDBCType.valueOf(code).getName();
    } catch (IllegalArgumentException e) {
      throw new SQLException("type " + code + " is none of java.sql.Types", "HY004", e);
    }
  }

  /** Most characters, bytes or digits. */
  public static int precision(SqlType type) {
    return (int) Math.min(type.precision(), Integer.MAX_VALUE);
  }

  /** Digits behind the point; of a second for times. */
  public static int scale(SqlType type) {
    return switch (type.kind()) {
      case NUMERIC, TIMESTAMP, TIMESTAMP_TZ -> type.scale();
      case INTERVAL_SECONDS -> NANOSECOND_DIGITS;
      default -> 0;
    };
  }

  /** Most characters of a value when it is shown. */
  public static int displaySize(SqlType type) {
    int precision = precision(type);
    return switch (type.kind()) {
      case NULL -> "null".length();
      case VARCHAR, CHAR -> precision;
      case VARBINARY -> (int) Math.min(2L * precision, Integer.MAX_VALUE);
      case BOOLEAN -> "FALSE".length();
      case TINYINT, SMALLINT, INTEGER, BIGINT -> precision + SIGN;
      case NUMERIC -> precision + SIGN_AND_POINT;
      case REAL -> "-1.17549435E-38".length();
      case DOUBLE -> "-1.7976931348623157E308".length() + SIGN;
      case DECFLOAT -> precision + "-.E-2147483648".length();
      case DATE -> "2000-01-01".length();
      case TIME -> "00:00:00.000000000".length();
      case TIME_TZ -> "00:00:00.000000000+00:00".length();
      case TIMESTAMP -> "2000-01-01 00:00:00.000000000".length();
      case TIMESTAMP_TZ -> "2000-01-01 00:00:00.000000000+00:00".length();
      case INTERVAL_MONTHS -> "INTERVAL '-999999999999999999-11' YEAR TO MONTH".length();
      case INTERVAL_SECONDS ->
          "INTERVAL '-999999999999999999 23:59:59.999999999' DAY TO SECOND".length();
      case UUID -> "00000000-0000-0000-0000-000000000000".length();
      case ARRAY, ROW, OTHER -> Integer.MAX_VALUE;
    };
  }
}
