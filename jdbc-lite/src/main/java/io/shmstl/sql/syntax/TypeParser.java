package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;

/** Parses the names of types. */
final class TypeParser {
  private static final int MAX_FRACTION = 9;
  private static final int MAX_REAL_BITS = 24;

  private final Tokens tokens;

  TypeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  SqlType type() {
    Position at = tokens.at();
    if (tokens.current().kind() != Token.Kind.WORD) {
      throw tokens.unexpected("a type");
    }
    String name = tokens.advance().text();
    SqlType type =
        switch (name) {
          case "BOOLEAN", "BOOL", "BIT" -> SqlType.BOOLEAN;
          case "TINYINT" -> SqlType.TINYINT;
          case "SMALLINT", "INT2" -> SqlType.SMALLINT;
          case "INT", "INTEGER", "MEDIUMINT", "INT4", "SIGNED" -> SqlType.INTEGER;
          case "BIGINT", "INT8", "LONG" -> SqlType.BIGINT;
          case "NUMERIC", "DECIMAL", "DEC", "NUMBER" -> numeric(at);
          case "DECFLOAT" -> SqlType.decfloat(length(SqlType.MAX_NUMERIC_PRECISION));
          case "REAL", "FLOAT4" -> SqlType.REAL;
          case "FLOAT" ->
              length(MAX_REAL_BITS + 1L) <= MAX_REAL_BITS ? SqlType.REAL : SqlType.DOUBLE;
          case "DOUBLE" -> {
            tokens.accept("PRECISION");
            yield SqlType.DOUBLE;
          }
          case "FLOAT8" -> SqlType.DOUBLE;
          case "CHARACTER", "CHAR", "NCHAR" -> character();
          case "VARCHAR", "TEXT", "STRING", "NVARCHAR", "CLOB", "VARCHAR2" ->
              SqlType.varchar(length(SqlType.MAX_LENGTH));
          case "VARBINARY", "BINARY", "BLOB", "BYTEA", "RAW" -> {
            tokens.accept("VARYING");
            yield new SqlType(TypeKind.VARBINARY, length(SqlType.MAX_LENGTH), 0);
          }
          case "DATE" -> SqlType.DATE;
          case "TIME" -> temporal(TypeKind.TIME, TypeKind.TIME_TZ, 0, at);
          case "TIMESTAMP", "DATETIME" ->
              temporal(TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_TZ, SqlType.DEFAULT_FRACTION, at);
          case "UUID" -> SqlType.UUID;
          case "JAVA_OBJECT", "OBJECT", "OTHER" -> SqlType.OTHER;
          default -> throw SqlErrors.syntax("unknown type " + name, at);
        };
    if (tokens.accept("ARRAY")) {
      return SqlType.ARRAY;
    }
    return type;
  }

  private SqlType numeric(Position at) {
    if (!tokens.accept("(")) {
      return SqlType.NUMERIC;
    }
    int precision = tokens.number("a precision");
    int scale = tokens.accept(",") ? tokens.number("a scale") : 0;
    tokens.expect(")");
    if (precision < 1 || precision > SqlType.MAX_NUMERIC_PRECISION || scale > precision * 2L) {
      throw SqlErrors.syntax("a precision is 1 to " + SqlType.MAX_NUMERIC_PRECISION, at);
    }
    return SqlType.numeric(precision, scale);
  }

  private SqlType character() {
    if (tokens.accept("VARYING")) {
      return SqlType.varchar(length(SqlType.MAX_LENGTH));
    }
    return new SqlType(TypeKind.CHAR, length(1), 0);
  }

  private SqlType temporal(TypeKind local, TypeKind zoned, int fraction, Position at) {
    int digits = (int) length(fraction);
    if (digits > MAX_FRACTION) {
      throw SqlErrors.syntax("a second has at most " + MAX_FRACTION + " digits", at);
    }
    boolean isZoned = false;
    if (tokens.isAt("WITH", "TIME") || tokens.isAt("WITHOUT", "TIME")) {
      isZoned = tokens.advance().is("WITH");
      tokens.advance();
      tokens.expect("ZONE");
    }
    return new SqlType(isZoned ? zoned : local, precision(local, isZoned, digits), digits);
  }

  private static long precision(TypeKind local, boolean isZoned, int digits) {
    long plain = local == TypeKind.TIME ? 8 : 19;
    return plain + (digits == 0 ? 0 : digits + 1) + (isZoned ? 6 : 0);
  }

  /** A number in brackets, or the default if there is none. */
  private long length(long otherwise) {
    if (!tokens.accept("(")) {
      return otherwise;
    }
    int length = tokens.number("a length");
    tokens.acceptAny("CHARACTERS", "OCTETS", "CHAR", "BYTE");
    tokens.expect(")");
    return length;
  }
}
