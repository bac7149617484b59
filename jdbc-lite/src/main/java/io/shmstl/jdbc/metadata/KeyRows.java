package io.shmstl.jdbc.metadata;

import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that describe the key of tables: primary key, unique hash index, best identifier. */
final class KeyRows {
  private static final String PRIMARY_KEY_PREFIX = "PK_";
  private static final int FIRST = 1;

  private KeyRows() {}

  /** Rows of {@code getPrimaryKeys}. */
  static List<@Nullable Object[]> primaryKeys(List<Table> tables) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      Column key = key(table);
      if (key != null) {
        rows.add(Shape.row(null, table.schema(), table.name(), key.name(), FIRST, keyName(table)));
      }
    }
    return rows;
  }

  /** Rows of {@code getIndexInfo}. */
  static List<@Nullable Object[]> indexes(List<Table> tables) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      Column key = key(table);
      if (key != null) {
        rows.add(
            Shape.row(
                null,
                table.schema(),
                table.name(),
                false,
                null,
                keyName(table),
                DatabaseMetaData.tableIndexHashed,
                FIRST,
                key.name(),
                null,
                table.estimatedRows(),
                0L,
                null));
      }
    }
    return rows;
  }

  /** Rows of {@code getBestRowIdentifier}: the key finds its row as long as the entry is there. */
  static List<@Nullable Object[]> rowIdentifiers(List<Table> tables) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      Column key = key(table);
      if (key != null) {
        rows.add(
            Shape.row(
                DatabaseMetaData.bestRowSession,
                key.name(),
                JdbcType.code(key.type().kind()),
                key.type().kind().sqlName(),
                JdbcType.precision(key.type()),
                null,
                ColumnRows.decimalDigits(key.type()),
                DatabaseMetaData.bestRowNotPseudo));
      }
    }
    return rows;
  }

  private static @Nullable Column key(Table table) {
    int key = table.keyColumn();
    return key == Table.NO_KEY ? null : table.columns().get(key);
  }

  private static String keyName(Table table) {
    return PRIMARY_KEY_PREFIX + table.name();
  }
}
