package io.shmstl.jdbc;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in which unqualified names are looked up in one schema first.
 *
 * @param catalog the tables
 * @param schema the schema that {@code setSchema} named
 */
record PreferredSchema(Catalog catalog, String schema) implements Catalog {
  @Override
  public List<String> searchPath() {
    List<String> path = new ArrayList<>();
    path.add(schema);
    for (String other : catalog.searchPath()) {
      if (!other.equals(schema)) {
        path.add(other);
      }
    }
    return path;
  }

  @Override
  public Collection<String> tableNames(String of) {
    return catalog.tableNames(of);
  }

  @Override
  public @Nullable Table table(String of, String name) {
    return catalog.table(of, name);
  }

  @Override
  public boolean isCurrent(String of, String name, @Nullable Table found) {
    return catalog.isCurrent(of, name, found);
  }

  @Override
  public Collection<String> schemas() {
    return catalog.schemas();
  }
}
