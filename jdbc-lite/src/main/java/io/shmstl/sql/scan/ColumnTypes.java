package io.shmstl.sql.scan;

import io.shmstl.codec.ColumnType;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.Set;

/** The SQL types of Java types: the table in {@code docs/sql.md}. */
final class ColumnTypes {
  /** Digits of a number of any length: what a quotient is computed to. */
  private static final int DECIMAL_DIGITS = 38;

  private static final int WHOLE_DIGITS = 1_000;

  /** Digits of a second. */
  private static final int NANOS = 9;

  static final SqlType TIME = new SqlType(TypeKind.TIME, 18, NANOS);
  static final SqlType TIME_TZ = new SqlType(TypeKind.TIME_TZ, 24, NANOS);
  static final SqlType TIMESTAMP = new SqlType(TypeKind.TIMESTAMP, 29, NANOS);
  static final SqlType TIMESTAMP_TZ = new SqlType(TypeKind.TIMESTAMP_TZ, 35, NANOS);
  static final SqlType DECIMAL = SqlType.decfloat(DECIMAL_DIGITS);
  static final SqlType WHOLE_NUMBER = SqlType.numeric(WHOLE_DIGITS, 0);

  private static final Set<String> LISTS =
      Set.of(
          "java.util.Collection",
          "java.util.List",
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.Set",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.SortedSet",
          "java.util.TreeSet");

  private static final Set<String> MAPS =
      Set.of(
          "java.util.Map",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.SortedMap",
          "java.util.TreeMap");

  private ColumnTypes() {}

  /** The type of a column; one that holds records or any objects is text. */
  static SqlType of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> SqlType.BOOLEAN;
      case BYTE -> SqlType.TINYINT;
      case SHORT -> SqlType.SMALLINT;
      case INTEGER, YEAR -> SqlType.INTEGER;
      case LONG -> SqlType.BIGINT;
      case FLOAT -> SqlType.REAL;
      case DOUBLE -> SqlType.DOUBLE;
      case CHARACTER -> SqlType.varchar(1);
      case BIG_INTEGER -> WHOLE_NUMBER;
      case BIG_DECIMAL -> DECIMAL;
      case UUID -> SqlType.UUID;
      case LOCAL_DATE -> SqlType.DATE;
      case LOCAL_TIME -> TIME;
      case OFFSET_TIME -> TIME_TZ;
      case LOCAL_DATE_TIME -> TIMESTAMP;
      case INSTANT, ZONED_DATE_TIME, OFFSET_DATE_TIME, DATE -> TIMESTAMP_TZ;
      case DURATION -> SqlType.INTERVAL_SECONDS;
      case BYTES -> SqlType.VARBINARY;
      case ARRAY, LIST, SET -> SqlType.ARRAY;
      case OPTIONAL -> of(type.arguments().getFirst());
      case STRING, PERIOD, YEAR_MONTH, MONTH_DAY, ZONE, MAP, ENUM, RECORD -> SqlType.VARCHAR;
      case OBJECT -> ofClassName(type.className());
    };
  }

  /** The type that the values of a class have, as far as its name tells. */
  static SqlType ofClassName(String className) {
    ColumnType type = ColumnType.ofClassName(className);
    if (type.kind() != ColumnType.Kind.OBJECT) {
      return of(type);
    }
    return LISTS.contains(className) || isArray(className) ? SqlType.ARRAY : SqlType.VARCHAR;
  }

  /** Whether all values of a class are of one type, so that nobody need look at them. */
  static boolean isScalar(String className) {
    return ColumnType.ofClassName(className).kind() != ColumnType.Kind.OBJECT
        || LISTS.contains(className)
        || MAPS.contains(className)
        || isArray(className);
  }

  /** The type that holds the values of both: of two versions of a component for example. */
  static SqlType common(SqlType left, SqlType right) {
    TypeKind l = left.kind();
    TypeKind r = right.kind();
    if (l == r) {
      return left.precision() >= right.precision() ? left : right;
    }
    if (l.isInteger() && r.isInteger()) {
      return left.precision() >= right.precision() ? left : right;
    }
    if (l.isNumber() && r.isNumber()) {
      return isDouble(left) && isDouble(right) ? SqlType.DOUBLE : DECIMAL;
    }
    return SqlType.VARCHAR;
  }

  private static boolean isDouble(SqlType type) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INTEGER, REAL, DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isArray(String className) {
    return className.startsWith("[");
  }
}
