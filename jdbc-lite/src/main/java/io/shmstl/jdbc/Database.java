package io.shmstl.jdbc;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.ReadView;

/** What a connection is connected to: tables, and views of them. Thread-safe. */
interface Database extends AutoCloseable {
  /** The tables there are now. */
  Catalog catalog();

  /**
   * A view for one execution or one transaction; closed by who opened it.
   *
   * @param isOfOneTable whether the reader names one table, once: what it sees need not fit to what
   *     another part of it, or a later statement, sees
   */
  ReadView openView(boolean isOfOneTable);

  /** Gives everything back; no view is open any more. */
  @Override
  void close();
}
