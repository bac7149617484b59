package io.shmstl.jdbc;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.scan.CacheDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The spaces that connections of this JVM have open: one {@link CacheDatabase} for all connections
 * to one place, closed with the last of them. Thread-safe.
 */
final class OpenDatabases {
  private static final Map<Key, Shared> OPEN = new HashMap<>();

  private OpenDatabases() {}

  /**
   * Opens a place, or shares it.
   *
   * @throws io.shmstl.sql.error.SqlFailure class 08 if it cannot be opened
   */
  static Database open(ConnectionUrl url) {
    Key key = new Key(url.location(), url.starShowsKeys());
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = new Shared(key, CacheDatabase.open(key.location(), key.starShowsKeys()));
        OPEN.put(key, shared);
      }
      shared.users++;
      return new Handle(shared);
    }
  }

  private record Key(Path location, boolean starShowsKeys) {}

  /** An open place and how many connections use it; the count is guarded by the map. */
  private static final class Shared {
    private final Key key;
    private final CacheDatabase database;
    private int users;

    Shared(Key key, CacheDatabase database) {
      this.key = key;
      this.database = database;
    }

    void release() {
      synchronized (OPEN) {
        users--;
        if (users == 0) {
          OPEN.remove(key);
          database.close();
        }
      }
    }
  }

  /** One connection's part in it. */
  private static final class Handle implements Database {
    private final Shared shared;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Handle(Shared shared) {
      this.shared = shared;
    }

    @Override
    public Catalog catalog() {
      return shared.database.catalog();
    }

    @Override
    public ReadView openView(boolean isOfOneTable) {
      return shared.database.openView(isOfOneTable);
    }

    @Override
    public void close() {
      if (isClosed.compareAndSet(false, true)) {
        shared.release();
      }
    }
  }
}
