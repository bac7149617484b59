package io.shmstl.jdbc.metadata;

import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that describe the key of tables: primary key, unique hash index, best identifier. */
final class KeyRows {
  private static final String PRIMARY_KEY_PREFIX = "PK_";

  private KeyRows() {}

  /** Rows of {@code getPrimaryKeys}, of each table by the name of the column. */
  static List<@Nullable Object[]> primaryKeys(List<Table> tables) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      List<Column> key = key(table);
      List<Column> byName = new ArrayList<>(key);
      byName.sort(Comparator.comparing(Column::name));
      for (Column column : byName) {
        rows.add(
            Shape.row(
                null,
                table.schema(),
                table.name(),
                column.name(),
                key.indexOf(column) + 1,
                keyName(table)));
      }
    }
    return rows;
  }

  /** Rows of {@code getIndexInfo}. */
  static List<@Nullable Object[]> indexes(List<Table> tables) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      List<Column> key = key(table);
      for (int i = 0; i < key.size(); i++) {
        rows.add(
            Shape.row(
                null,
                table.schema(),
                table.name(),
                false,
                null,
                keyName(table),
                DatabaseMetaData.tableIndexHashed,
                i + 1,
                key.get(i).name(),
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
      for (Column column : key(table)) {
        rows.add(
            Shape.row(
                DatabaseMetaData.bestRowSession,
                column.name(),
                JdbcType.code(column.type().kind()),
                column.type().kind().sqlName(),
                JdbcType.precision(column.type()),
                null,
                ColumnRows.decimalDigits(column.type()),
                DatabaseMetaData.bestRowNotPseudo));
      }
    }
    return rows;
  }

  private static List<Column> key(Table table) {
    return table.keyColumns().stream().map(table.columns()::get).toList();
  }

  private static String keyName(Table table) {
    return PRIMARY_KEY_PREFIX + table.name();
  }
}
