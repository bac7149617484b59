package io.shmstl.sql.scan;

import io.shmstl.codec.ColumnType;
import io.shmstl.codec.RowSchema;
import io.shmstl.codec.Schema;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.scan.EntryColumn.Origin;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names and types of the columns of a cache's table. */
final class CacheColumns {
  /** Most columns that components make; records in records beyond it stay whole, as text. */
  static final int MOST_COMPONENTS = 1_000;

  /** Most records around a component that has a column of its own. */
  static final int MOST_NESTED = 8;

  private static final String KEY_PREFIX = "KEY_";

  private final Map<String, List<RowSchema>> versions = new LinkedHashMap<>();
  private final boolean starShowsKeys;
  private final List<EntryColumn> columns = new ArrayList<>();

  private CacheColumns(List<Schema> schemas, boolean starShowsKeys) {
    this.starShowsKeys = starShowsKeys;
    for (Schema schema : schemas) {
      if (schema instanceof RowSchema row) {
        versions.computeIfAbsent(row.className(), name -> new ArrayList<>()).addFirst(row);
      }
    }
  }

  /**
   * The columns, those of the key first.
   *
   * @param schemas all of the segment, for the records inside others
   * @param starShowsKeys whether {@code SELECT *} shows the columns of the key
   */
  static List<EntryColumn> of(
      EntryShape key, EntryShape value, List<Schema> schemas, boolean starShowsKeys) {
    CacheColumns all = new CacheColumns(schemas, starShowsKeys);
    List<Found> keys = all.find(Side.KEY, key);
    List<Found> values = all.find(Side.VALUE, value);
    Set<String> names = new HashSet<>();
    values.forEach(found -> names.add(folded(found.name)));
    for (Found found : keys) {
      String name = names.contains(folded(found.name)) ? KEY_PREFIX + found.name : found.name;
      all.add(found, free(name, names));
    }
    names.clear();
    all.columns.forEach(column -> names.add(folded(column.column().name())));
    for (Found found : values) {
      all.add(found, free(found.name, names));
    }
    all.addHidden();
    return List.copyOf(all.columns);
  }

  /** A column before it has its final name. */
  private static final class Found {
    final String name;
    final Origin origin;
    final Side side;
    final List<String> path;
    SqlType type;
    boolean isNullable;
    int versions = 1;

    Found(String name, Origin origin, Side side, List<String> path, SqlType type) {
      this.name = name;
      this.origin = origin;
      this.side = side;
      this.path = path;
      this.type = type;
    }
  }

  private List<Found> find(Side side, EntryShape shape) {
    List<Found> found = new ArrayList<>();
    Map<List<String>, Found> components = new LinkedHashMap<>();
    addComponents(side, shape.rows(), List.of(), Set.of(), components);
    boolean isMixed = (shape.scalar() == null ? 0 : 1) + (shape.isOpaque() ? 1 : 0) > 0;
    for (Found component : components.values()) {
      component.isNullable |= isMixed || component.versions < shape.rows().size();
      found.add(component);
    }
    String name = side.name();
    boolean isOnly = components.isEmpty();
    SqlType scalar = shape.scalar();
    if (shape.isOpaque()) {
      found.add(of(name + "_CLASS", Origin.CLASS_NAME, side, SqlType.VARCHAR, false));
      found.add(of(name + "_SIZE", Origin.SIZE, side, SqlType.BIGINT, false));
      scalar = scalar == null ? SqlType.VARBINARY : ColumnTypes.common(scalar, SqlType.VARBINARY);
    }
    if (scalar != null) {
      found.add(of(name, Origin.SCALAR, side, scalar, !isOnly));
    }
    return found;
  }

  private static Found of(String name, Origin origin, Side side, SqlType type, boolean isNullable) {
    Found found = new Found(name, origin, side, List.of(), type);
    found.isNullable = isNullable;
    return found;
  }

  /** The components of several versions of a record, or of several records in one place. */
  private void addComponents(
      Side side,
      List<RowSchema> rows,
      List<String> outer,
      Set<String> around,
      Map<List<String>, Found> components) {
    for (RowSchema row : rows) {
      for (RowSchema.Column column : row.columns()) {
        List<String> path = append(outer, column.name());
        List<RowSchema> inner = inner(column.type(), around, components.size());
        if (inner.isEmpty()) {
          addComponent(side, path, column.type(), components);
        } else {
          Set<String> nowAround = new HashSet<>(around);
          nowAround.add(inner.getFirst().className());
          addComponents(side, inner, path, nowAround, components);
        }
      }
    }
  }

  /** The schemas of a record whose components get columns; empty if it stays whole. */
  private List<RowSchema> inner(ColumnType type, Set<String> around, int count) {
    boolean isRecord =
        type.kind() == ColumnType.Kind.RECORD || type.kind() == ColumnType.Kind.OBJECT;
    boolean isWithin = around.size() < MOST_NESTED && count < MOST_COMPONENTS;
    if (isRecord && isWithin && !around.contains(type.className())) {
      return versions.getOrDefault(type.className(), List.of());
    }
    return List.of();
  }

  private static void addComponent(
      Side side, List<String> path, ColumnType type, Map<List<String>, Found> components) {
    SqlType sqlType = ColumnTypes.of(type);
    boolean isNullable = !type.isPrimitive() || path.size() > 1;
    Found known = components.get(path);
    if (known != null) {
      known.type = ColumnTypes.common(known.type, sqlType);
      known.isNullable |= isNullable;
      known.versions++;
    } else if (components.size() < MOST_COMPONENTS) {
      Found found = new Found(String.join(".", path), Origin.COMPONENT, side, path, sqlType);
      found.isNullable = isNullable;
      components.put(path, found);
    }
  }

  private void add(Found found, String name) {
    boolean isHidden = found.side == Side.KEY && !starShowsKeys;
    columns.add(
        new EntryColumn(
            new Column(name, found.type, isHidden, found.isNullable),
            found.origin,
            found.side,
            found.path));
  }

  private void addHidden() {
    SqlType time = ColumnTypes.TIMESTAMP_TZ;
    addHidden("_CREATED", Origin.CREATED, Side.KEY, time, true);
    addHidden("_EXPIRES", Origin.EXPIRES, Side.KEY, time, true);
    addHidden("_VERSION", Origin.VERSION, Side.KEY, SqlType.BIGINT, false);
    addHidden("_BYTES", Origin.BYTES, Side.KEY, SqlType.BIGINT, false);
    addHidden("_KEY", Origin.WHOLE, Side.KEY, SqlType.OTHER, false);
    addHidden("_VALUE", Origin.WHOLE, Side.VALUE, SqlType.OTHER, false);
  }

  private void addHidden(String name, Origin origin, Side side, SqlType type, boolean isNullable) {
    Column column = new Column(name, type, true, isNullable);
    columns.add(new EntryColumn(column, origin, side, List.of()));
  }

  /** The name, or the name with a number if it is taken; takes it. */
  private static String free(String name, Set<String> taken) {
    String candidate = name;
    for (int number = 2; !taken.add(folded(candidate)); number++) {
      candidate = name + "_" + number;
    }
    return candidate;
  }

  /** Names that differ in case only could not be told apart unquoted. */
  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
