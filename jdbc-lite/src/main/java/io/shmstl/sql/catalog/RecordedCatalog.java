package io.shmstl.sql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that remembers what a binder was told, so that what was bound can be used again while
 * the answers are still the same. Records for one thread; once it has, it may be asked by any.
 */
public final class RecordedCatalog implements Catalog {
  /** The sizes of joined tables decide their order; a change within this factor leaves it. */
  private static final long SAME_SIZE_FACTOR = 4;

  private final Catalog catalog;
  private final List<NameList> lists = new ArrayList<>();
  private final List<LookUp> lookUps = new ArrayList<>();
  private List<Long> sizes = List.of();
  private boolean isOneTable;

  /** The names of a schema as they were. */
  private record NameList(String schema, List<String> names) {}

  /** What a name stood for. */
  private record LookUp(String schema, String name, @Nullable Table found) {}

  public RecordedCatalog(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public List<String> searchPath() {
    return catalog.searchPath();
  }

  @Override
  public Collection<String> schemas() {
    return catalog.schemas();
  }

  @Override
  public Collection<String> tableNames(String schema) {
    List<String> names = List.copyOf(catalog.tableNames(schema));
    lists.add(new NameList(schema, names));
    return names;
  }

  @Override
  public @Nullable Table table(String schema, String name) {
    Table found = catalog.table(schema, name);
    lookUps.add(new LookUp(schema, name, found));
    return found;
  }

  @Override
  public boolean isCurrent(String schema, String name, @Nullable Table found) {
    return catalog.isCurrent(schema, name, found);
  }

  /** Ends the recording: remembers how large the tables are, if there are several. */
  public void end() {
    sizes = sizes();
    isOneTable = lookUps.stream().filter(lookUp -> lookUp.found() != null).count() == 1;
  }

  /** Whether one table was found, once. */
  public boolean isOneTable() {
    return isOneTable;
  }

  /** Whether the same questions would get the same answers now; false where it is not known. */
  public boolean isCurrent() {
    for (int i = 0; i < lookUps.size(); i++) {
      LookUp lookUp = lookUps.get(i);
      if (!catalog.isCurrent(lookUp.schema(), lookUp.name(), lookUp.found())) {
        return false;
      }
    }
    for (int i = 0; i < lists.size(); i++) {
      NameList list = lists.get(i);
      if (!list.names().equals(List.copyOf(catalog.tableNames(list.schema())))) {
        return false;
      }
    }
    if (sizes.isEmpty()) {
      return true;
    }
    List<Long> now = sizes();
    for (int i = 0; i < now.size(); i++) {
      if (isOtherSize(now.get(i), sizes.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all tables that were found can still be read. */
  public boolean isReadable() {
    for (LookUp lookUp : lookUps) {
      Table table = lookUp.found();
      if (table != null && !table.isReadable()) {
        return false;
      }
    }
    return true;
  }

  private List<Long> sizes() {
    List<Table> found = lookUps.stream().map(LookUp::found).filter(Objects::nonNull).toList();
    return found.size() < 2 ? List.of() : found.stream().map(Table::estimatedRows).toList();
  }

  private static boolean isOtherSize(long now, long before) {
    return Math.max(now, before) / SAME_SIZE_FACTOR > Math.min(now, before);
  }
}
