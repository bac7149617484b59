package io.shmstl.sql.catalog;

/**
 * A pull scan: itself the row where it stands. Used by one thread; closed once by who opened it.
 */
public interface TableCursor extends Row, AutoCloseable {
  /** Goes to the next row; false at the end. */
  boolean next();

  @Override
  void close();
}
