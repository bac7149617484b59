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
  private final SqlType type;
  private final boolean isAverage;
  private long count;
  private long integers;
  private double reals;
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
    count++;
    if (value instanceof Long number) { // most are: quicker than the switch
      addInteger(number);
      return;
    }
    switch (value) {
      case Double number when type.kind() == TypeKind.DOUBLE -> reals += number;
      case Float number when type.kind() == TypeKind.DOUBLE -> reals += number;
      case Double number -> addDecimal(number, Double.isFinite(number));
      case Boolean number -> integers += number ? 1 : 0;
      default -> decimals = decimals.add((BigDecimal) value);
    }
  }

  private void addDecimal(Double number, boolean isFinite) {
    if (!isFinite) {
      throw SqlErrors.conversion(number, type.toString());
    }
    decimals = decimals.add(new BigDecimal(number.toString()));
  }

  private void addInteger(long number) {
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
    return integers == 0 ? decimals : decimals.add(BigDecimal.valueOf(integers));
  }

  private BigDecimal mean() {
    return DecimalArithmetic.quotient(sum(), BigDecimal.valueOf(count), (int) type.precision());
  }
}
