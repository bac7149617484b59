package io.shmstl.sql;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalog of tables in memory, all in the schema CACHES. */
public final class MemoryCatalog implements Catalog {
  /** The schema of the tables. */
  public static final String SCHEMA = "CACHES";

  private final Map<String, Table> tables = new LinkedHashMap<>();

  /** Adds a table. */
  public MemoryCatalog add(Table table) {
    tables.put(table.name(), table);
    return this;
  }

  /** Adds a table whose columns are given as name and type in turns; no key. */
  public MemoryCatalog add(String name, List<@Nullable Object[]> rows, Object... columns) {
    List<Column> list = new ArrayList<>();
    for (int i = 0; i < columns.length; i += 2) {
      list.add(Column.of((String) columns[i], (SqlType) columns[i + 1]));
    }
    return add(new MemoryTable(SCHEMA, name, list, Table.NO_KEY, rows));
  }

  /** The tables of this catalog and one more. */
  public MemoryCatalog copyWith(Table table) {
    MemoryCatalog copy = new MemoryCatalog();
    copy.tables.putAll(tables);
    return copy.add(table);
  }

  /** All tables with rows in memory. */
  public Collection<MemoryTable> tables() {
    return tables.values().stream()
        .filter(MemoryTable.class::isInstance)
        .map(MemoryTable.class::cast)
        .toList();
  }

  @Override
  public List<String> searchPath() {
    return List.of(SCHEMA);
  }

  @Override
  public Collection<String> tableNames(String schema) {
    return schema.equals(SCHEMA) ? tables.keySet() : List.of();
  }

  @Override
  public @Nullable Table table(String schema, String name) {
    return schema.equals(SCHEMA) ? tables.get(name) : null;
  }
}
