package io.shmstl.sql.aggregate;

import io.shmstl.sql.type.Values;
import org.jspecify.annotations.Nullable;

/** MIN and MAX. */
final class ExtremeAccumulator implements Accumulator {
  private final int sign;
  private @Nullable Object best;

  ExtremeAccumulator(boolean isMaximum) {
    this.sign = isMaximum ? 1 : -1;
  }

  @Override
  public void add(@Nullable Object value) {
    if (value != null && (best == null || sign * Values.compare(value, best) > 0)) {
      best = value;
    }
  }

  @Override
  public @Nullable Object result() {
    return best;
  }
}
