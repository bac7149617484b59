package io.shmstl.sql.type;

/**
 * A type of SQL.
 *
 * @param kind what the values are
 * @param precision most characters, bytes or digits
 * @param scale digits behind the point
 */
public record SqlType(TypeKind kind, long precision, int scale) {
  /** The most digits of a number. */
  public static final int MAX_NUMERIC_PRECISION = 100_000;

  /** The most characters or bytes of a value. */
  public static final long MAX_LENGTH = 1_000_000_000L;

  /** Digits of a second in a type that does not say how many. */
  public static final int DEFAULT_FRACTION = 6;

  public static final SqlType NULL = new SqlType(TypeKind.NULL, 1, 0);
  public static final SqlType VARCHAR = new SqlType(TypeKind.VARCHAR, MAX_LENGTH, 0);
  public static final SqlType VARBINARY = new SqlType(TypeKind.VARBINARY, MAX_LENGTH, 0);
  public static final SqlType BOOLEAN = new SqlType(TypeKind.BOOLEAN, 1, 0);
  public static final SqlType TINYINT = new SqlType(TypeKind.TINYINT, 3, 0);
  public static final SqlType SMALLINT = new SqlType(TypeKind.SMALLINT, 5, 0);
  public static final SqlType INTEGER = new SqlType(TypeKind.INTEGER, 10, 0);
  public static final SqlType BIGINT = new SqlType(TypeKind.BIGINT, 19, 0);
  public static final SqlType NUMERIC = new SqlType(TypeKind.NUMERIC, MAX_NUMERIC_PRECISION, 0);
  public static final SqlType REAL = new SqlType(TypeKind.REAL, 7, 0);
  public static final SqlType DOUBLE = new SqlType(TypeKind.DOUBLE, 17, 0);
  public static final SqlType DECFLOAT = new SqlType(TypeKind.DECFLOAT, MAX_NUMERIC_PRECISION, 0);
  public static final SqlType DATE = new SqlType(TypeKind.DATE, 10, 0);
  public static final SqlType TIME = new SqlType(TypeKind.TIME, 8, 0);
  public static final SqlType TIME_TZ = new SqlType(TypeKind.TIME_TZ, 14, 0);
  public static final SqlType TIMESTAMP = new SqlType(TypeKind.TIMESTAMP, 26, DEFAULT_FRACTION);
  public static final SqlType TIMESTAMP_TZ =
      new SqlType(TypeKind.TIMESTAMP_TZ, 32, DEFAULT_FRACTION);
  public static final SqlType INTERVAL_MONTHS = new SqlType(TypeKind.INTERVAL_MONTHS, 18, 0);
  public static final SqlType INTERVAL_SECONDS = new SqlType(TypeKind.INTERVAL_SECONDS, 18, 9);
  public static final SqlType UUID = new SqlType(TypeKind.UUID, 16, 0);
  public static final SqlType ARRAY = new SqlType(TypeKind.ARRAY, 65_536, 0);
  public static final SqlType ROW = new SqlType(TypeKind.ROW, Integer.MAX_VALUE, 0);
  public static final SqlType OTHER = new SqlType(TypeKind.OTHER, MAX_LENGTH, 0);

  /** Text of at most so many characters. */
  public static SqlType varchar(long length) {
    return new SqlType(TypeKind.VARCHAR, Math.clamp(length, 1, MAX_LENGTH), 0);
  }

  /** Numbers of so many digits, some of them behind the point. */
  public static SqlType numeric(long precision, int scale) {
    return new SqlType(TypeKind.NUMERIC, Math.clamp(precision, 1, MAX_NUMERIC_PRECISION), scale);
  }

  /** Decimal floating point of so many digits. */
  public static SqlType decfloat(long precision) {
    return new SqlType(TypeKind.DECFLOAT, Math.clamp(precision, 1, MAX_NUMERIC_PRECISION), 0);
  }

  /** This type as the type of numbers with a fixed point, for the rules of arithmetic. */
  SqlType toNumeric() {
    return kind == TypeKind.NUMERIC ? this : numeric(digits(), 0);
  }

  /** Most decimal digits of a number of this type. */
  long digits() {
    return kind.isNumber() ? precision : kind == TypeKind.BOOLEAN ? 1 : MAX_NUMERIC_PRECISION;
  }

  /** Whether the length was written by somebody. */
  boolean isBounded() {
    return precision < MAX_LENGTH;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case VARCHAR, CHAR, VARBINARY ->
          isBounded() ? kind.sqlName() + "(" + precision + ")" : kind.sqlName();
      case NUMERIC ->
          precision < MAX_NUMERIC_PRECISION
              ? kind.sqlName() + "(" + precision + ", " + scale + ")"
              : kind.sqlName();
      default -> kind.sqlName();
    };
  }
}
