package io.shmstl.sql;

import io.shmstl.sql.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements that were prepared last against one catalog, by their texts: a text that comes
 * again is neither parsed nor planned, as long as its names mean what they meant. Thread-safe.
 */
public final class QueryCache {
  /** Most statements that are kept. */
  static final int MOST_QUERIES = 32;

  /** Longest text that is kept, in characters. */
  static final int LONGEST_TEXT = 8 << 10;

  private final Catalog catalog;

  /** In the order of their last use. */
  private final Map<String, Known> queries =
      new LinkedHashMap<>(MOST_QUERIES * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_QUERIES;
        }
      };

  /** The one that was used last, which is the newest in their order as it is. */
  private volatile @Nullable Known last;

  /** A text and what it was prepared to. */
  private record Known(String sql, Query query) {}

  public QueryCache(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What the statements are prepared against. */
  public Catalog catalog() {
    return catalog;
  }

  /** The statement of a text, if it was prepared before and means the same still; or null. */
  public @Nullable Query known(String sql) {
    Known found = last;
    if (found == null || !found.sql().equals(sql)) {
      found = find(sql);
    }
    return found != null && found.query().isCurrent() ? found.query() : null;
  }

  /**
   * A statement as {@link Query#prepare} gives it.
   *
   * @throws io.shmstl.sql.error.SqlFailure as by {@link Query#prepare}
   */
  public Query prepare(String sql) {
    Query known = known(sql);
    if (known != null) {
      return known;
    }
    Query prepared = Query.prepare(sql, catalog);
    // A plan explained is one made for the sizes of now.
    if (sql.length() <= LONGEST_TEXT && !prepared.isExplained()) {
      keep(new Known(sql, prepared));
    }
    return prepared;
  }

  private synchronized @Nullable Known find(String sql) {
    Known found = queries.get(sql);
    if (found != null) {
      last = found;
    }
    return found;
  }

  private synchronized void keep(Known prepared) {
    queries.put(prepared.sql(), prepared);
    last = prepared;
  }
}
