package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** EVERY and ANY. */
final class TruthAccumulator implements Accumulator {
  private final boolean isEvery;
  private @Nullable Boolean result;

  TruthAccumulator(boolean isEvery) {
    this.isEvery = isEvery;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value instanceof Boolean b && (result == null || b != isEvery)) {
      result = b;
    }
  }

  @Override
  public @Nullable Object result() {
    return result;
  }
}
