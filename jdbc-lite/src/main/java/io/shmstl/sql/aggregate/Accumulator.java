package io.shmstl.sql.aggregate;

import org.jspecify.annotations.Nullable;

/** The state of one aggregate over one group. */
public interface Accumulator {
  /** Takes one more value, nulls too. */
  void add(@Nullable Object value);

  /** The aggregate of all values so far; may be asked again after more. */
  @Nullable Object result();
}
