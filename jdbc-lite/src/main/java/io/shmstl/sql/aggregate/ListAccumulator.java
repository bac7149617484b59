package io.shmstl.sql.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARRAY_AGG: all values, nulls too. */
final class ListAccumulator implements Accumulator {
  private final List<@Nullable Object> values = new ArrayList<>();

  @Override
  public void add(@Nullable Object value) {
    values.add(value);
  }

  @Override
  public @Nullable Object result() {
    return values.isEmpty() ? null : Collections.unmodifiableList(new ArrayList<>(values));
  }
}
