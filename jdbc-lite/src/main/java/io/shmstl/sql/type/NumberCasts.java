package io.shmstl.sql.type;

import io.shmstl.sql.error.SqlErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Conversions to the types of numbers, with their ranges. */
final class NumberCasts {
  /** Longest text that is read as a number, in characters. */
  private static final int LONGEST = 1_000;

  /** Largest exponent that is written out in digits. */
  private static final int LARGEST_EXPONENT = SqlType.MAX_NUMERIC_PRECISION;

  private NumberCasts() {}

  /** The number as an integer in the range of a type. */
  static Long toInteger(Object value, TypeKind kind) {
    return switch (value) {
      case Long number -> inRange(number, kind);
      case Boolean b -> b ? 1L : 0L;
      case BigDecimal number -> inRange(round(number, kind), kind);
      case Double number -> fromDouble(number, kind);
      case Float number -> fromDouble(number, kind);
      case String text -> fromText(text, kind);
      default -> throw SqlErrors.conversion(Texts.of(value), kind.sqlName());
    };
  }

  private static Long fromText(String text, TypeKind kind) {
    try {
      return inRange(Long.parseLong(text.strip()), kind);
    } catch (NumberFormatException _) {
      throw SqlErrors.conversion(text, kind.sqlName());
    }
  }

  private static Long fromDouble(double number, TypeKind kind) {
    if (!(Math.abs(number) < 0x1p63)) {
      if (number == Long.MIN_VALUE) {
        return inRange(Long.MIN_VALUE, kind);
      }
      throw SqlErrors.outOfRange(number, kind.sqlName());
    }
    return inRange(Math.round(number), kind);
  }

  private static long round(BigDecimal number, TypeKind kind) {
    if (number.signum() == 0) {
      return 0; // whatever its exponent
    }
    if (number.precision() - (long) number.scale() > Long.SIZE) {
      throw SqlErrors.outOfRange(number, kind.sqlName());
    }
    BigInteger rounded = number.setScale(0, RoundingMode.HALF_UP).unscaledValue();
    if (rounded.bitLength() >= Long.SIZE) {
      throw SqlErrors.outOfRange(number, kind.sqlName());
    }
    return rounded.longValue();
  }

  /** The number, if the type can hold it. */
  static long inRange(long number, TypeKind kind) {
    boolean fits =
        switch (kind) {
          case TINYINT -> (byte) number == number;
          case SMALLINT -> (short) number == number;
          case INTEGER -> (int) number == number;
          default -> true;
        };
    if (!fits) {
      throw SqlErrors.outOfRange(number, kind.sqlName());
    }
    return number;
  }

  static Double toDouble(Object value) {
    return switch (value) {
      case Double number -> number + 0.0;
      case Float number -> (double) number;
      case Long number -> (double) number;
      case Boolean b -> b ? 1.0 : 0.0;
      case BigDecimal number -> number.doubleValue();
      case String text -> parse(text, TypeKind.DOUBLE, Double::valueOf) + 0.0;
      default -> throw SqlErrors.conversion(Texts.of(value), TypeKind.DOUBLE.sqlName());
    };
  }

  static Float toReal(Object value) {
    return switch (value) {
      case Float number -> number + 0.0f;
      case BigDecimal number -> number.floatValue();
      case Long number -> (float) number;
      case String text -> parse(text, TypeKind.REAL, Float::valueOf) + 0.0f;
      default -> toDouble(value).floatValue();
    };
  }

  /** The number in decimal; only finite ones have one. */
  static BigDecimal toDecimal(Object value, TypeKind kind) {
    return switch (value) {
      case BigDecimal number -> number;
      case Long number -> BigDecimal.valueOf(number);
      case Boolean b -> b ? BigDecimal.ONE : BigDecimal.ZERO;
      case Double number -> finite(number, Double.isFinite(number), kind);
      case Float number -> finite(number, Float.isFinite(number), kind);
      case String text -> bounded(parse(text, kind, BigDecimal::new), kind);
      default -> throw SqlErrors.conversion(Texts.of(value), kind.sqlName());
    };
  }

  private static BigDecimal finite(Number number, boolean isFinite, TypeKind kind) {
    if (!isFinite) {
      throw SqlErrors.conversion(number, kind.sqlName());
    }
    return new BigDecimal(number.toString());
  }

  /** Refuses exponents that would be written out in millions of digits. */
  static BigDecimal bounded(BigDecimal number, TypeKind kind) {
    if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
      throw SqlErrors.outOfRange(number, kind.sqlName());
    }
    return number;
  }

  private static <T> T parse(
      String text, TypeKind kind, java.util.function.Function<String, T> read) {
    if (text.length() > LONGEST) {
      throw SqlErrors.conversion(text, kind.sqlName());
    }
    try {
      return read.apply(text.strip());
    } catch (NumberFormatException _) {
      throw SqlErrors.conversion(text, kind.sqlName());
    }
  }
}
