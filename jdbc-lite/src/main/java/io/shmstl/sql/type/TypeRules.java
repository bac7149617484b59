package io.shmstl.sql.type;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;

/** Which type two types have in common, and which type arithmetic gives. */
public final class TypeRules {
  /** Most digits behind the point of a quotient. */
  private static final int MAX_SCALE = 100_000;

  /**
   * Most digits of a quotient whose operands have no more themselves: types without a precision
   * would give a hundred thousand.
   */
  public static final int MAX_QUOTIENT_DIGITS = 50;

  private static final int REAL_TO_DOUBLE_DIGITS = 10;
  private static final int AVERAGE_DIGITS = 10;

  private TypeRules() {}

  /**
   * The type that holds the values of both: of a CASE, a COALESCE, a UNION, a comparison.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42804 if there is none
   */
  public static SqlType common(SqlType left, SqlType right, Position at) {
    TypeKind kind = commonKind(left, right, at);
    if (left.kind() == TypeKind.NULL) {
      return right;
    }
    if (right.kind() == TypeKind.NULL) {
      return left;
    }
    return switch (kind) {
      case VARCHAR, CHAR, VARBINARY ->
          new SqlType(kind, Math.max(left.precision(), right.precision()), 0);
      case NUMERIC -> commonNumeric(left.toNumeric(), right.toNumeric());
      case DECFLOAT -> SqlType.decfloat(Math.max(left.digits(), right.digits()));
      default -> ofKind(kind, left, right);
    };
  }

  private static SqlType ofKind(TypeKind kind, SqlType left, SqlType right) {
    SqlType wider = left.precision() >= right.precision() ? left : right;
    if (left.kind() == kind && right.kind() == kind) {
      return wider;
    }
    return left.kind() == kind ? left : right.kind() == kind ? right : SqlType.DOUBLE;
  }

  private static SqlType commonNumeric(SqlType left, SqlType right) {
    int scale = Math.max(left.scale(), right.scale());
    long whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return SqlType.numeric(whole + scale, scale);
  }

  private static TypeKind commonKind(SqlType leftType, SqlType rightType, Position at) {
    TypeKind left = leftType.kind();
    TypeKind right = rightType.kind();
    if (left == right || right == TypeKind.NULL) {
      return left;
    }
    if (left == TypeKind.NULL) {
      return right;
    }
    if (left.isText()) {
      return right.isText() ? TypeKind.VARCHAR : right;
    }
    if (right.isText()) {
      return left;
    }
    if (left.isNumber() && right.isNumber()) {
      return left.compareTo(right) < 0
          ? commonNumber(leftType, right)
          : commonNumber(rightType, left);
    }
    if (left == TypeKind.BOOLEAN && right.isNumber()) {
      return right;
    }
    if (right == TypeKind.BOOLEAN && left.isNumber()) {
      return left;
    }
    if (left.isTemporal() && right.isTemporal()) {
      return commonTemporal(left, right, at);
    }
    throw SqlErrors.incomparable(leftType.toString(), rightType.toString(), at);
  }

  private static TypeKind commonNumber(SqlType lower, TypeKind higher) {
    return switch (higher) {
      case REAL -> {
        if (lower.kind() == TypeKind.TINYINT || lower.kind() == TypeKind.SMALLINT) {
          yield TypeKind.REAL;
        }
        yield lower.digits() <= REAL_TO_DOUBLE_DIGITS && lower.kind() == TypeKind.INTEGER
            ? TypeKind.DOUBLE
            : TypeKind.DECFLOAT;
      }
      case DOUBLE ->
          lower.kind() == TypeKind.BIGINT || lower.kind() == TypeKind.NUMERIC
              ? TypeKind.DECFLOAT
              : TypeKind.DOUBLE;
      default -> higher;
    };
  }

  private static TypeKind commonTemporal(TypeKind left, TypeKind right, Position at) {
    TypeKind higher = left.compareTo(right) > 0 ? left : right;
    TypeKind lower = higher == left ? right : left;
    if (lower == TypeKind.DATE && !higher.hasDate()) {
      throw SqlErrors.incomparable(left.sqlName(), right.sqlName(), at);
    }
    return lower == TypeKind.TIME_TZ && higher == TypeKind.TIMESTAMP
        ? TypeKind.TIMESTAMP_TZ
        : higher;
  }

  /** Whether values of the two types can be compared: booleans only with booleans and so on. */
  public static boolean comparable(SqlType left, SqlType right) {
    TypeKind l = left.kind();
    TypeKind r = right.kind();
    if (l == r || l == TypeKind.NULL || r == TypeKind.NULL) {
      return true;
    }
    if (l.isNumber() || r.isNumber()) {
      return (l.isNumber() || l.isText()) && (r.isNumber() || r.isText());
    }
    if (l == TypeKind.BOOLEAN || r == TypeKind.BOOLEAN) {
      return false;
    }
    if (l == TypeKind.VARBINARY || r == TypeKind.VARBINARY) {
      return false;
    }
    if (l.isTemporal() && r.isTemporal()) {
      return l.hasDate() == r.hasDate();
    }
    return l.isText() || r.isText();
  }

  /**
   * The type of a sum, difference, product or quotient of two numbers.
   *
   * @throws io.shmstl.sql.error.SqlFailure 42804 if the operands are no numbers
   */
  public static SqlType arithmetic(
      ArithmeticOperator operator, SqlType left, SqlType right, Position at) {
    if (isUnknown(left) && isUnknown(right) && left.kind() != right.kind()) {
      return SqlType.DECFLOAT; // text and null
    }
    if (left.kind() == TypeKind.NULL && right.kind() == TypeKind.NULL) {
      return SqlType.DECFLOAT;
    }
    SqlType common = common(left, right, at);
    return switch (common.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> ofNumber(common.kind());
      case NUMERIC -> numeric(operator, left.toNumeric(), right.toNumeric());
      case DECFLOAT ->
          SqlType.decfloat(
              operator == ArithmeticOperator.TIMES
                  ? left.digits() + right.digits()
                  : Math.max(left.digits(), right.digits()) + 1);
      default ->
          throw SqlErrors.wrongType(
              left + " " + operator.symbol() + " " + right + " is not defined", at);
    };
  }

  private static boolean isUnknown(SqlType type) {
    return type.kind() == TypeKind.NULL || type.kind().isText();
  }

  private static SqlType ofNumber(TypeKind kind) {
    return switch (kind) {
      case TINYINT -> SqlType.TINYINT;
      case SMALLINT -> SqlType.SMALLINT;
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      default -> SqlType.DOUBLE;
    };
  }

  private static SqlType numeric(ArithmeticOperator operator, SqlType left, SqlType right) {
    return switch (operator) {
      case PLUS, MINUS -> {
        SqlType both = commonNumeric(left, right);
        yield SqlType.numeric(both.precision() + 1, both.scale());
      }
      case TIMES ->
          SqlType.numeric(left.precision() + right.precision(), left.scale() + right.scale());
      case DIVIDE -> {
        long digits = Math.min(right.precision(), MAX_QUOTIENT_DIGITS);
        long wanted = left.scale() - right.scale() + digits * 2;
        int scale = Math.clamp(wanted, 0, MAX_SCALE);
        yield SqlType.numeric(left.precision() + right.scale() - left.scale() + scale, scale);
      }
    };
  }

  /** The type of the sum of many, wide enough not to overflow early. */
  public static SqlType sum(SqlType type, Position at) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER -> SqlType.BIGINT;
      case BIGINT -> SqlType.numeric(SqlType.BIGINT.precision() + AVERAGE_DIGITS, 0);
      case NUMERIC -> SqlType.numeric(type.precision() + AVERAGE_DIGITS, type.scale());
      case REAL -> SqlType.DOUBLE;
      case NULL, DOUBLE, DECFLOAT -> SqlType.decfloat(type.digits() + AVERAGE_DIGITS);
      default -> throw SqlErrors.wrongType("SUM of " + type + " is not defined", at);
    };
  }

  /** The type of the mean of many. */
  public static SqlType average(SqlType type, Position at) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INTEGER, REAL -> SqlType.DOUBLE;
      case BIGINT -> SqlType.numeric(SqlType.BIGINT.precision() + AVERAGE_DIGITS, AVERAGE_DIGITS);
      case NUMERIC -> {
        int more = Math.min(MAX_SCALE - type.scale(), AVERAGE_DIGITS);
        yield SqlType.numeric(type.precision() + AVERAGE_DIGITS, type.scale() + more);
      }
      case NULL, DOUBLE, DECFLOAT -> SqlType.decfloat(type.digits() + AVERAGE_DIGITS);
      default -> throw SqlErrors.wrongType("AVG of " + type + " is not defined", at);
    };
  }
}
