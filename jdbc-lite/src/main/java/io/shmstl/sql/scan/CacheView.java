package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.error.SqlErrors;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement or a transaction sees: each cache at the version that was committed last when
 * the view first touched it, whatever is written meanwhile. Joins read one version of each cache,
 * each consistent in itself.
 *
 * <p>Thread-safe; cursors are for one thread each, and end with the view.
 */
public final class CacheView implements ReadView, AutoCloseable {
  private final CacheSource source;
  private final Map<String, PinnedCache> pinned = new HashMap<>();
  private boolean isClosed;

  CacheView(CacheSource source) {
    this.source = source;
  }

  static CacheView of(ReadView view) {
    if (view instanceof CacheView caches) {
      return caches;
    }
    throw new IllegalArgumentException("a cache is read through " + view.getClass().getName());
  }

  /**
   * The cache of a table, pinned by the first call.
   *
   * @throws io.shmstl.sql.error.SqlFailure if it is gone, or has other types than the table
   */
  synchronized PinnedCache pin(CacheTable table) {
    if (isClosed) {
      throw SqlErrors.closed("the snapshot is closed", null);
    }
    PinnedCache known = pinned.get(table.name());
    if (known == null) {
      known = open(table.name());
      pinned.put(table.name(), known);
    }
    if (!known.cache().types().equals(table.types())) {
      throw SqlErrors.changed(table.name());
    }
    return known;
  }

  /** Gives every version back. */
  @Override
  public void close() {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true; // nothing is pinned any more: what is there is this thread's
    }
    @Nullable RuntimeException failure = null;
    for (Map.Entry<String, PinnedCache> cache : pinned.entrySet()) {
      try {
        cache.getValue().close();
      } catch (RuntimeException e) {
        failure = ScanErrors.of(cache.getKey(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private PinnedCache open(String name) {
    @Nullable OpenCache cache = null;
    @Nullable PinnedCache opened = null;
    try {
      cache = source.use(name);
      if (cache == null) {
        throw SqlErrors.destroyed(name);
      }
      opened = new PinnedCache(cache, cache.pin());
      return opened;
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    } finally {
      if (cache != null && opened == null) {
        cache.unuse();
      }
    }
  }
}
