package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** The state of one aggregate over one group. */
public interface Accumulator {
  /** Takes one more value, nulls too. */
  void add(@Nullable Object value);

  /** Takes an integer: the same without a box. */
  default void addLong(long value) {
    add(value);
  }

  /** Takes a double: the same without a box. */
  default void addDouble(double value) {
    add(value);
  }

  /** The aggregate of all values so far; may be asked again after more. */
  @Nullable Object result();
}
