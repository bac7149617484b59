package io.shmstl.sql.function;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a call that are known not to be null. */
final class Arguments {
  private Arguments() {}

  static String text(@Nullable Object[] arguments, int index) {
    return (String) value(arguments, index);
  }

  static long number(@Nullable Object[] arguments, int index) {
    return (Long) value(arguments, index);
  }

  static int bounded(@Nullable Object[] arguments, int index) {
    return Math.clamp(number(arguments, index), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static double real(@Nullable Object[] arguments, int index) {
    return (Double) value(arguments, index);
  }

  static BigDecimal decimal(@Nullable Object[] arguments, int index) {
    return (BigDecimal) value(arguments, index);
  }

  static Object value(@Nullable Object[] arguments, int index) {
    return Objects.requireNonNull(arguments[index]);
  }
}
