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

  /** All schemas. */
  default Collection<String> schemas() {
    return searchPath();
  }
}
