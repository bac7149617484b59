package io.shmstl.jdbc.metadata;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.error.SqlFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tables by patterns. A table that cannot be read, such as one that is damaged or destroyed
 * meanwhile, is left out with a warning, so that one bad cache does not hide the others.
 */
final class TableList {
  /** The type of tables that show caches. */
  static final String TABLE = "TABLE";

  /** The type of tables that show what the database tells of itself. */
  static final String SYSTEM_TABLE = "SYSTEM TABLE";

  private static final String SYSTEM_SCHEMA = "SYS";
  private static final String PSEUDO_PREFIX = "_";

  private final Catalog catalog;
  private final Consumer<String> warnings;

  TableList(Catalog catalog, Consumer<String> warnings) {
    this.catalog = catalog;
    this.warnings = warnings;
  }

  /** Whether a catalog that a caller names may be ours: we have none. */
  static boolean hasCatalog(@Nullable String name) {
    return name == null || name.isEmpty() || name.equals("%");
  }

  /** The type of the tables of a schema. */
  static String typeOf(String schema) {
    return schema.equals(SYSTEM_SCHEMA) ? SYSTEM_TABLE : TABLE;
  }

  /** Whether a column is one that must be asked for by name, such as {@code _EXPIRES}. */
  static boolean isPseudo(Column column) {
    return column.isHidden() && column.name().startsWith(PSEUDO_PREFIX);
  }

  /** The schemas that match, sorted. */
  Collection<String> schemas(NamePattern pattern) {
    TreeSet<String> schemas = new TreeSet<>(catalog.schemas());
    schemas.removeIf(schema -> !pattern.matches(schema));
    return schemas;
  }

  /** The names of the tables of a schema that match, sorted. */
  Collection<String> names(String schema, NamePattern pattern) {
    try {
      TreeSet<String> names = new TreeSet<>(catalog.tableNames(schema));
      names.removeIf(name -> !pattern.matches(name));
      return names;
    } catch (SqlFailure failure) {
      warnings.accept("schema " + schema + " is left out: " + failure.getMessage());
      return List.of();
    }
  }

  /** The tables that match, sorted by schema and name. */
  List<Table> tables(
      @Nullable String catalogName, @Nullable String schemas, @Nullable String names) {
    List<Table> tables = new ArrayList<>();
    if (hasCatalog(catalogName)) {
      for (String schema : schemas(NamePattern.of(schemas))) {
        for (String name : names(schema, NamePattern.of(names))) {
          Table table = read(schema, name);
          if (table != null) {
            tables.add(table);
          }
        }
      }
    }
    return tables;
  }

  private @Nullable Table read(String schema, String name) {
    try {
      return catalog.table(schema, name);
    } catch (SqlFailure failure) {
      warnings.accept("table " + name + " is left out: " + failure.getMessage());
      return null;
    }
  }
}
