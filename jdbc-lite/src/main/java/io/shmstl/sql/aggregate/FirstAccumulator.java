package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** ANY_VALUE: the first value that is not null. */
final class FirstAccumulator implements Accumulator {
  private @Nullable Object result;

  @Override
  public void add(@Nullable Object value) {
    if (result == null) {
      result = value;
    }
  }

  @Override
  public @Nullable Object result() {
    return result;
  }
}
