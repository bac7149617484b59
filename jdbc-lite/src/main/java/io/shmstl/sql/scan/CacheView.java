package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.error.SqlErrors;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement or a transaction sees: each cache at the version that was committed last when
 * the view first touched it, whatever is written meanwhile. Joins read one version of each cache,
 * each consistent in itself.
 *
 * <p>Who names one table, once, gets the number of its rows without a pin, as far as the cache
 * knows it: it is of the version that was committed last at that moment, and stays the answer, so
 * nothing else of the statement can differ from it.
 *
 * <p>Thread-safe; cursors are for one thread each, and end with the view.
 */
public final class CacheView implements ReadView {
  private final boolean isOfOneTable;

  /** The cache that was pinned first, and most often the only one. */
  private @Nullable PinnedCache first;

  private @Nullable Map<String, PinnedCache> others;
  private long counted = Table.UNKNOWN;
  private boolean isClosed;

  /**
   * A view that has pinned nothing yet.
   *
   * @param isOfOneTable whether the reader names one table, once
   */
  CacheView(boolean isOfOneTable) {
    this.isOfOneTable = isOfOneTable;
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
    requireOpen();
    PinnedCache known = known(table.name());
    if (known == null) {
      known = open(table);
      keep(known);
    }
    if (!known.cache().types().equals(table.types())) {
      throw SqlErrors.changed(table.name());
    }
    return known;
  }

  /**
   * How many entries of a table are visible; negative where only a walk can tell.
   *
   * @throws io.shmstl.sql.error.SqlFailure as by {@link #pin}
   */
  synchronized long knownSize(CacheTable table) {
    requireOpen();
    if (isOfOneTable && counted < 0 && first == null) {
      counted = table.committedSize();
    }
    return counted >= 0 ? counted : pin(table).knownSize();
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
    if (first == null) {
      return;
    }
    @Nullable RuntimeException failure = close(first, null);
    if (others != null) {
      for (PinnedCache cache : others.values()) {
        failure = close(cache, failure);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException close(
      PinnedCache cache, @Nullable RuntimeException before) {
    try {
      cache.close();
      return before;
    } catch (RuntimeException e) {
      return ScanErrors.of(cache.name(), e);
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw SqlErrors.closed("the snapshot is closed", null);
    }
  }

  private @Nullable PinnedCache known(String name) {
    if (first == null || first.name().equals(name)) {
      return first;
    }
    return others == null ? null : others.get(name);
  }

  private void keep(PinnedCache pinned) {
    if (first == null) {
      first = pinned;
      return;
    }
    if (others == null) {
      others = new HashMap<>();
    }
    others.put(pinned.name(), pinned);
  }

  private static PinnedCache open(CacheTable table) {
    String name = table.name();
    @Nullable OpenCache cache = null;
    @Nullable PinnedCache opened = null;
    try {
      cache = table.use();
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
