package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** COUNT: how many values are not null. */
final class CountAccumulator implements Accumulator {
  private long count;

  @Override
  public void add(@Nullable Object value) {
    if (value != null) {
      count++;
    }
  }

  @Override
  public void addLong(long value) {
    count++;
  }

  @Override
  public void addDouble(double value) {
    count++;
  }

  @Override
  public Object result() {
    return count;
  }
}
