package io.shmstl.sql.expression;

import org.jspecify.annotations.Nullable;

/** The rows of a query, one after the other. Used by one thread; closed by who opened it. */
public interface RowCursor extends AutoCloseable {
  /** The next row, an array nobody else changes; null at the end. */
  @Nullable Object @Nullable [] next();

  @Override
  void close();
}
