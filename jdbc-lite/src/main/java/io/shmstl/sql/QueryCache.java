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
  private final Map<String, Query> queries =
      new LinkedHashMap<>(MOST_QUERIES * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
          return size() > MOST_QUERIES;
        }
      };

  public QueryCache(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What the statements are prepared against. */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * A statement as {@link Query#prepare} gives it.
   *
   * @throws io.shmstl.sql.error.SqlFailure as by {@link Query#prepare}
   */
  public Query prepare(String sql) {
    Query known = known(sql);
    if (known != null && known.isCurrent()) {
      return known;
    }
    Query prepared = Query.prepare(sql, catalog);
    // A plan explained is one made for the sizes of now.
    if (sql.length() <= LONGEST_TEXT && !prepared.isExplained()) {
      keep(sql, prepared);
    }
    return prepared;
  }

  private synchronized @Nullable Query known(String sql) {
    return queries.get(sql);
  }

  private synchronized void keep(String sql, Query prepared) {
    queries.put(sql, prepared);
  }
}
