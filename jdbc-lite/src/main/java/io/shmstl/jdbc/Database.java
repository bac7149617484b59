package io.shmstl.jdbc;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.ReadView;

/** What a connection is connected to: tables, and views of them. Thread-safe. */
interface Database extends AutoCloseable {
  /** The tables there are now. */
  Catalog catalog();

  /** A view for one execution or one transaction; closed by who opened it. */
  View openView();

  /** Gives everything back; no view is open any more. */
  @Override
  void close();

  /**
   * A view with the way to close it.
   *
   * @param shown what the tables show
   * @param closing called once
   */
  record View(ReadView shown, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }
}
