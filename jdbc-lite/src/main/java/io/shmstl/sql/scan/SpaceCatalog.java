package io.shmstl.sql.scan;

import io.shmstl.codec.Schema;
import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Table;
import io.shmstl.store.CacheDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a space, live: schema {@code CACHES} has the caches there are when somebody asks,
 * schema {@code SYS} what the space tells of itself. A cache's table is kept until the cache, its
 * schemas or what was seen of its entries are others.
 */
final class SpaceCatalog implements Catalog {
  static final String CACHES = "CACHES";
  static final String SYS = "SYS";

  private final CacheSource source;
  private final SystemTables system;
  private final boolean starShowsKeys;
  private final Map<String, CacheTable> known = new ConcurrentHashMap<>();

  SpaceCatalog(CacheSource source, boolean starShowsKeys) {
    this.source = source;
    this.system = SystemTables.of(source, () -> this);
    this.starShowsKeys = starShowsKeys;
  }

  @Override
  public List<String> searchPath() {
    return List.of(CACHES, SYS);
  }

  @Override
  public Collection<String> tableNames(String schema) {
    try {
      return switch (schema) {
        case CACHES -> source.descriptors().stream().map(CacheDescriptor::name).toList();
        case SYS -> system.names();
        default -> List.of();
      };
    } catch (RuntimeException e) {
      throw ScanErrors.of(schema, e);
    }
  }

  @Override
  public @Nullable Table table(String schema, String name) {
    try {
      return switch (schema) {
        case CACHES -> cacheTable(name);
        case SYS -> system.table(name);
        default -> null;
      };
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  @Override
  public boolean isCurrent(String schema, String name, @Nullable Table found) {
    if (!schema.equals(CACHES)) {
      return Catalog.super.isCurrent(schema, name, found);
    }
    try {
      return isCurrentCache(name, found);
    } catch (RuntimeException e) {
      throw ScanErrors.of(name, e);
    }
  }

  /** A cache that is there has its name for as long: the table it was bound to says the rest. */
  private boolean isCurrentCache(String name, @Nullable Table found) {
    if (found != null) {
      return found instanceof CacheTable table && table.isCurrent();
    }
    OpenCache cache = source.use(name);
    if (cache != null) {
      cache.unuse();
    }
    return cache == null;
  }

  private @Nullable CacheTable cacheTable(String name) {
    OpenCache cache = source.use(name);
    if (cache == null) {
      known.remove(name);
      return null;
    }
    try {
      CacheTable before = known.get(name);
      if (before != null && before.isCurrentFor(cache)) {
        return before;
      }
      CacheTable made = make(cache);
      known.put(name, made);
      return made;
    } finally {
      cache.unuse();
    }
  }

  private CacheTable make(OpenCache cache) {
    List<Schema> schemas = cache.schemas();
    EntryShapes shapes =
        new EntryShapes(cache.types(), schemas, () -> EntrySample.of(cache.reader(), cache.walk()));
    EntryShapes.Pair found = shapes.find();
    List<EntryColumn> columns = CacheColumns.of(found.key(), found.value(), schemas, starShowsKeys);
    return new CacheTable(cache, columns, source, schemas.size(), found.isFinal());
  }
}
