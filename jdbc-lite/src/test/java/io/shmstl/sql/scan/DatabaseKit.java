package io.shmstl.sql.scan;

import io.shmstl.jcache.ShmCachingProvider;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.sql.Query;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.expression.StatementLimits;
import io.shmstl.sql.plan.OutputColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** A space of its own with a provider that writes and a database that reads; both go at the end. */
final class DatabaseKit implements AutoCloseable {
  static final long CAPACITY = 4L << 20;

  private final Path directory;
  private final ShmCachingProvider provider = new ShmCachingProvider();
  private final CacheManager manager;
  private final boolean starShowsKeys;
  private @Nullable CacheDatabase database;

  DatabaseKit() {
    this(true);
  }

  DatabaseKit(boolean starShowsKeys) {
    this.starShowsKeys = starShowsKeys;
    try {
      Path base = Files.createDirectories(Path.of(System.getProperty("shmstl.dir")));
      directory = Files.createTempDirectory(base, "sql-").resolve("space");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    manager =
        provider.getCacheManager(
            URI.create("shmstl:" + directory), DatabaseKit.class.getClassLoader());
  }

  Path directory() {
    return directory;
  }

  CacheManager manager() {
    return manager;
  }

  <K, V> Cache<K, V> cache(String name, Class<K> key, Class<V> value) {
    return manager.createCache(
        name, new ShmConfiguration<K, V>().setTypes(key, value).setCapacityBytes(CAPACITY));
  }

  CacheDatabase database() {
    CacheDatabase open = database;
    if (open == null) {
      open = CacheDatabase.open(directory, starShowsKeys);
      database = open;
    }
    return open;
  }

  /** The table of a cache that is there. */
  Table table(String name) {
    return Objects.requireNonNull(database().catalog().table(SpaceCatalog.CACHES, name));
  }

  /** A set of columns. */
  static BitSet bits(int... columns) {
    BitSet bits = new BitSet();
    for (int column : columns) {
      bits.set(column);
    }
    return bits;
  }

  /** The rows of a query on a view of its own. */
  List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
    try (CacheView view = database().openView()) {
      return rows(view, sql, parameters);
    }
  }

  /** The rows of a query on a view. */
  List<List<@Nullable Object>> rows(CacheView view, String sql, @Nullable Object... parameters) {
    return rows(database(), view, sql, parameters);
  }

  /** The rows of a query on a database, on a view of its own. */
  static List<List<@Nullable Object>> rows(CacheDatabase database, String sql) {
    try (CacheView view = database.openView()) {
      return rows(database, view, sql);
    }
  }

  private static List<List<@Nullable Object>> rows(
      CacheDatabase database, CacheView view, String sql, @Nullable Object... parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Query query = Query.prepare(sql, database.catalog()).typed(Arrays.asList(parameters));
    StatementContext context =
        new StatementContext(view, Arrays.asList(parameters), StatementLimits.defaults());
    try (RowCursor cursor = query.execute(context)) {
      @Nullable Object @Nullable [] row;
      while ((row = cursor.next()) != null) {
        rows.add(Arrays.asList(row));
      }
    }
    return rows;
  }

  /** The one value of a query with one row and one column. */
  @Nullable Object value(String sql, @Nullable Object... parameters) {
    List<List<@Nullable Object>> rows = rows(sql, parameters);
    if (rows.size() != 1 || rows.getFirst().size() != 1) {
      throw new AssertionError("expected one value: " + rows);
    }
    return rows.getFirst().getFirst();
  }

  /** Names and types of a query's columns: {@code name TYPE}. */
  List<String> columns(String sql) {
    List<String> columns = new ArrayList<>();
    for (OutputColumn column : Query.prepare(sql, database().catalog()).columns()) {
      columns.add(column.label() + " " + column.type());
    }
    return columns;
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
    provider.close();
    try (Stream<Path> files = Files.walk(directory.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
