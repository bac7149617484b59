package io.shmstl.sql.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A pull scan: itself the row where it stands. Used by one thread, row by row or block by block,
 * never both; closed once by who opened it.
 */
public interface TableCursor extends Row, AutoCloseable {
  /** Goes to the next row; false at the end. */
  boolean next();

  /** Whether {@link #nextBlock} may be called. */
  default boolean hasBlocks() {
    return false;
  }

  /** The next rows, at least one; null at the end. The block before is then of no use any more. */
  default @Nullable RowBlock nextBlock() {
    throw new UnsupportedOperationException("no blocks");
  }

  @Override
  void close();
}
