package io.shmstl.sql.type;

/** The kinds of SQL types, each with the Java class of its values inside the engine. */
public enum TypeKind {
  /** The type of NULL and of a parameter nobody has typed: no value but null. */
  NULL("NULL"),
  /** {@code String}. */
  VARCHAR("CHARACTER VARYING"),
  /** {@code String}, padded with spaces. */
  CHAR("CHARACTER"),
  /** {@code byte[]}. */
  VARBINARY("BINARY VARYING"),
  /** {@code Boolean}. */
  BOOLEAN("BOOLEAN"),
  /** {@code Long}, as every integer type. */
  TINYINT("TINYINT"),
  /** {@code Long}. */
  SMALLINT("SMALLINT"),
  /** {@code Long}. */
  INTEGER("INTEGER"),
  /** {@code Long}. */
  BIGINT("BIGINT"),
  /** {@code BigDecimal}. */
  NUMERIC("NUMERIC"),
  /** {@code Float}. */
  REAL("REAL"),
  /** {@code Double}. */
  DOUBLE("DOUBLE PRECISION"),
  /** {@code BigDecimal} without trailing zeros: decimal floating point. */
  DECFLOAT("DECFLOAT"),
  /** {@code LocalDate}. */
  DATE("DATE"),
  /** {@code LocalTime}. */
  TIME("TIME"),
  /** {@code OffsetTime}. */
  TIME_TZ("TIME WITH TIME ZONE"),
  /** {@code LocalDateTime}. */
  TIMESTAMP("TIMESTAMP"),
  /** {@code OffsetDateTime}. */
  TIMESTAMP_TZ("TIMESTAMP WITH TIME ZONE"),
  /** {@code Interval} of months. */
  INTERVAL_MONTHS("INTERVAL YEAR TO MONTH"),
  /** {@code Interval} of seconds. */
  INTERVAL_SECONDS("INTERVAL DAY TO SECOND"),
  /** {@code UUID}. */
  UUID("UUID"),
  /** {@code List} of values. */
  ARRAY("ARRAY"),
  /** {@code List} of values. */
  ROW("ROW"),
  /** Any object. */
  OTHER("JAVA_OBJECT");

  private final String sqlName;

  TypeKind(String sqlName) {
    this.sqlName = sqlName;
  }

  /** The name in SQL. */
  public String sqlName() {
    return sqlName;
  }

  /** Whether the values are {@code Long}. */
  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  /** Whether the values are numbers. */
  public boolean isNumber() {
    return compareTo(TINYINT) >= 0 && compareTo(DECFLOAT) <= 0;
  }

  /** Whether the values are numbers with digits behind the point that binary does not round. */
  public boolean isDecimal() {
    return this == NUMERIC || this == DECFLOAT;
  }

  /** Whether the values are text. */
  public boolean isText() {
    return this == VARCHAR || this == CHAR;
  }

  /** Whether the values are dates or times. */
  public boolean isTemporal() {
    return compareTo(DATE) >= 0 && compareTo(TIMESTAMP_TZ) <= 0;
  }

  /** Whether the values have a day. */
  public boolean hasDate() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMP_TZ;
  }

  /** Whether the values are intervals. */
  public boolean isInterval() {
    return this == INTERVAL_MONTHS || this == INTERVAL_SECONDS;
  }
}
