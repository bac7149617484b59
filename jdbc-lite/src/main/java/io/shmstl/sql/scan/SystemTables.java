package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of schema {@code SYS}: what a space tells of itself. */
final class SystemTables {
  private final List<Table> tables;

  private SystemTables(List<Table> tables) {
    this.tables = tables;
  }

  static SystemTables of(SharedCaches caches) {
    return new SystemTables(List.of());
  }

  List<String> names() {
    return tables.stream().map(Table::name).toList();
  }

  @Nullable Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElse(null);
  }
}
