package io.shmstl.sql.window;

import io.shmstl.sql.expression.Frame;
import org.jspecify.annotations.Nullable;

/** A row that waits for the results of window functions. */
public interface WindowRow {
  /** Puts a frame on the row. */
  void restore(Frame frame);

  /** The keys of the window that is computed now: of the partition, then of the order. */
  @Nullable Object[] keys();

  /** The results so far. */
  @Nullable Object[] results();
}
