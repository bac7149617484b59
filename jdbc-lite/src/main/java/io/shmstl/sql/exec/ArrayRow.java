package io.shmstl.sql.exec;

import io.shmstl.sql.catalog.Row;
import org.jspecify.annotations.Nullable;

/** A row kept in memory. */
final class ArrayRow implements Row {
  private final @Nullable Object[] values;

  ArrayRow(@Nullable Object[] values) {
    this.values = values;
  }

  @Nullable Object[] values() {
    return values;
  }

  @Override
  public @Nullable Object get(int column) {
    return values[column];
  }
}
