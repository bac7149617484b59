package io.shmstl.jdbc;

import io.shmstl.sql.MemoryCatalog;
import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.ReadView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables in memory to connect to; counts views and connections. */
final class MemoryDatabase implements Database {
  private final MemoryCatalog catalog;
  private final AtomicInteger openViews = new AtomicInteger();
  private final AtomicInteger views = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();

  MemoryDatabase(MemoryCatalog catalog) {
    this.catalog = catalog;
  }

  /** A database without tables. */
  static MemoryDatabase empty() {
    return new MemoryDatabase(new MemoryCatalog());
  }

  /** A connection with properties, such as {@code ;queryTimeout=1}. */
  Connection connect(String properties) throws SQLException {
    return new ShmConnection(
        this, ConnectionUrl.parse("jdbc:shmstl:memory" + properties, new Properties()));
  }

  Connection connect() throws SQLException {
    return connect("");
  }

  int openViews() {
    return openViews.get();
  }

  int views() {
    return views.get();
  }

  int closes() {
    return closes.get();
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public ReadView openView(boolean isOfOneTable) {
    views.incrementAndGet();
    openViews.incrementAndGet();
    return new ReadView() {
      @Override
      public void close() {
        openViews.decrementAndGet();
      }
    };
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
