package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** BIT_AND_AGG and BIT_OR_AGG. */
final class BitAccumulator implements Accumulator {
  private final boolean isAnd;
  private @Nullable Long result;

  BitAccumulator(boolean isAnd) {
    this.isAnd = isAnd;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Long bits) {
      result = result == null ? bits : isAnd ? (Long) (result & bits) : (Long) (result | bits);
    }
  }

  @Override
  public @Nullable Object result() {
    return result;
  }
}
