package io.shmstl.sql.logic;

import io.shmstl.sql.Answer;
import io.shmstl.sql.MemoryCatalog;
import io.shmstl.sql.MemoryTable;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a script. The engine only reads, so the statements that make and fill tables are
 * understood here; what they insert is computed by the engine.
 */
final class LogicDatabase {
  private static final Pattern CREATE =
      Pattern.compile("(?is)create\\s+table\\s+(\\w+)\\s*\\((.*)\\)\\s*");
  private static final Pattern INSERT =
      Pattern.compile(
          "(?is)insert\\s+into\\s+(\\w+)\\s*(?:\\(([^)]*)\\))?\\s*((?:values|select).*)");
  private static final Pattern IGNORED =
      Pattern.compile("(?is)(create\\s+(unique\\s+)?index|drop\\s+index|reindex).*");

  private final MemoryCatalog catalog = new MemoryCatalog();

  MemoryCatalog catalog() {
    return catalog;
  }

  /**
   * Executes a statement.
   *
   * @throws IllegalArgumentException if it is none of those that scripts have
   */
  void execute(String sql) {
    Matcher create = CREATE.matcher(sql);
    Matcher insert = INSERT.matcher(sql);
    if (create.matches()) {
      create(create.group(1), create.group(2));
    } else if (insert.matches()) {
      insert(insert.group(1), insert.group(2), insert.group(3));
    } else if (!IGNORED.matcher(sql).matches()) {
      throw new IllegalArgumentException(sql);
    }
  }

  private void create(String name, String columns) {
    List<Column> list = new ArrayList<>();
    int key = Table.NO_KEY;
    for (String column : columns.split(",(?![^(]*\\))", -1)) {
      String[] words = column.strip().toUpperCase(Locale.ROOT).split("\\s+", 3);
      if (column.toUpperCase(Locale.ROOT).contains("PRIMARY KEY")) {
        key = list.size();
      }
      list.add(Column.of(words[0], type(words[1])));
    }
    catalog.add(
        new MemoryTable(
            MemoryCatalog.SCHEMA, name.toUpperCase(Locale.ROOT), list, key, new ArrayList<>()));
  }

  private static SqlType type(String name) {
    return switch (name.replaceFirst("\\(.*", "")) {
      case "INTEGER", "INT" -> SqlType.INTEGER;
      case "FLOAT", "REAL" -> SqlType.DOUBLE;
      case "TEXT", "VARCHAR", "CHAR" -> SqlType.VARCHAR;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private void insert(String name, @Nullable String columns, String source) {
    MemoryTable table =
        (MemoryTable)
            Objects.requireNonNull(
                catalog.table(MemoryCatalog.SCHEMA, name.toUpperCase(Locale.ROOT)));
    List<String> names = table.columns().stream().map(Column::name).toList();
    List<String> given =
        columns == null ? names : List.of(columns.toUpperCase(Locale.ROOT).split("\\s*,\\s*", -1));
    for (List<@Nullable Object> values : Answer.of(source, catalog).rows()) {
      @Nullable Object[] row = new @Nullable Object[names.size()];
      for (int i = 0; i < given.size(); i++) {
        int index = names.indexOf(given.get(i).strip());
        Object value = values.get(i);
        row[index] =
            value == null
                ? null
                : Casts.convert(value, table.columns().get(index).type().kind(), ZoneOffset.UTC);
      }
      table.rows().add(row);
    }
  }
}
