package io.shmstl.sql.catalog;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that statements may name. Thread-safe. */
public interface Catalog {
  /** The schemas in which unqualified names are looked up, in this order. */
  List<String> searchPath();

  /** The names of all tables of a schema; empty for one that is not there. */
  Collection<String> tableNames(String schema);

  /** The table of exactly this name, or null. */
  @Nullable Table table(String schema, String name);

  /**
   * Whether {@link #table} still gives what it gave before, for a name that is exactly this; told
   * without making a table, so it may say no where the answer would be the same.
   *
   * @param found the answer of then
   */
  @SuppressWarnings("ReferenceEquality") // the same table, not one like it
  default boolean isCurrent(String schema, String name, @Nullable Table found) {
    return table(schema, name) == found;
  }

  /** All schemas. */
  default Collection<String> schemas() {
    return searchPath();
  }
}
