package io.shmstl.sql.aggregate;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.DecimalArithmetic;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** SUM and AVG: integers in a long as far as they fit, doubles, decimals beyond. */
final class SumAccumulator implements Accumulator {
  /** How many digits behind the point are summed without a decimal for each value. */
  private static final int SHORT_SCALE = 4;

  private static final double SHORT_UNITS = 1e4;

  /** Below so many units, a decimal has at most 15 digits, of which no two are one double. */
  private static final double MOST_SHORT_UNITS = 1e15;

  private final SqlType type;
  private final boolean isAverage;
  private long count;
  private long integers;
  private double reals;
  private long shorts;
  private BigDecimal decimals = BigDecimal.ZERO;

  SumAccumulator(SqlType type, boolean isAverage) {
    this.type = type;
    this.isAverage = isAverage;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Long number) { // most are: quicker than the switch
      addLong(number);
      return;
    }
    if (value instanceof Double number) {
      addDouble(number);
      return;
    }
    count++;
    switch (value) {
      case Float number when type.kind() == TypeKind.DOUBLE -> reals += number;
      case Boolean number -> integers += number ? 1 : 0;
      default -> decimals = decimals.add((BigDecimal) value);
    }
  }

  @Override
  public void addDouble(double number) {
    count++;
    if (type.kind() == TypeKind.DOUBLE) {
      reals += number;
    } else if (!addShort(number)) {
      addDecimal(number);
    }
  }

  /**
   * Adds a double as the decimal that it is written as, if that has few digits: then it is the one
   * decimal of at most 15 digits next to the double, and the units found here are it.
   */
  private boolean addShort(double number) {
    double units = Math.rint(number * SHORT_UNITS);
    if (!(Math.abs(units) < MOST_SHORT_UNITS) || units / SHORT_UNITS != number) {
      return false;
    }
    shorts += (long) units;
    if (Math.abs(shorts) > Long.MAX_VALUE / 2) {
      decimals = decimals.add(BigDecimal.valueOf(shorts, SHORT_SCALE));
      shorts = 0;
    }
    return true;
  }

  private void addDecimal(double number) {
    if (!Double.isFinite(number)) {
      throw SqlErrors.conversion(number, type.toString());
    }
    decimals = decimals.add(new BigDecimal(Double.toString(number)));
  }

  @Override
  public void addLong(long number) {
    count++;
    long sum = integers + number;
    if (((integers ^ sum) & (number ^ sum)) < 0) {
      if (type.kind() == TypeKind.BIGINT) {
        throw SqlErrors.outOfRange(
            BigDecimal.valueOf(integers).add(BigDecimal.valueOf(number)), type.toString());
      }
      decimals = decimals.add(BigDecimal.valueOf(integers));
      sum = number;
    }
    integers = sum;
  }

  @Override
  public @Nullable Object result() {
    if (count == 0) {
      return null;
    }
    return switch (type.kind()) {
      case BIGINT -> integers;
      case DOUBLE -> {
        double sum = reals + integers + decimals.doubleValue();
        yield (isAverage ? sum / count : sum) + 0.0;
      }
      case NUMERIC -> {
        BigDecimal sum = sum();
        yield isAverage
            ? sum.divide(BigDecimal.valueOf(count), type.scale(), RoundingMode.HALF_DOWN)
            : sum;
      }
      default -> Casts.decfloat(isAverage ? mean() : sum());
    };
  }

  private BigDecimal sum() {
    BigDecimal sum = shorts == 0 ? decimals : decimals.add(BigDecimal.valueOf(shorts, SHORT_SCALE));
    return integers == 0 ? sum : sum.add(BigDecimal.valueOf(integers));
  }

  private BigDecimal mean() {
    return DecimalArithmetic.quotient(sum(), BigDecimal.valueOf(count), (int) type.precision());
  }
}
