package io.shmstl.sql.aggregate;

import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** BIT_AND_AGG, BIT_OR_AGG and BIT_XOR_AGG. */
final class BitAccumulator implements Accumulator {
  private final LongBinaryOperator operator;
  private @Nullable Long result;

  BitAccumulator(LongBinaryOperator operator) {
    this.operator = operator;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Long bits) {
      result = result == null ? bits : (Long) operator.applyAsLong(result, bits);
    }
  }

  @Override
  public @Nullable Object result() {
    return result;
  }
}
