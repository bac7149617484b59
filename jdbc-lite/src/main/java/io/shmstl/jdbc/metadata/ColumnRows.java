package io.shmstl.jdbc.metadata;

import io.shmstl.jdbc.value.JdbcType;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that describe columns of tables. */
final class ColumnRows {
  private static final int DECIMAL = 10;

  private ColumnRows() {}

  /** Rows of {@code getColumns}: columns that a SELECT * may show. */
  static List<@Nullable Object[]> columns(List<Table> tables, NamePattern names) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      int position = 0;
      for (Column column : table.columns()) {
        if (!TableList.isPseudo(column)) {
          position++;
          if (names.matches(column.name())) {
            rows.add(column(table, column, position));
          }
        }
      }
    }
    return rows;
  }

  /** Rows of {@code getPseudoColumns}: columns that must be asked for. */
  static List<@Nullable Object[]> pseudoColumns(List<Table> tables, NamePattern names) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Table table : tables) {
      for (Column column : table.columns()) {
        if (TableList.isPseudo(column) && names.matches(column.name())) {
          SqlType type = column.type();
          rows.add(
              Shape.row(
                  null,
                  table.schema(),
                  table.name(),
                  column.name(),
                  JdbcType.code(type.kind()),
                  JdbcType.precision(type),
                  decimalDigits(type),
                  radix(type),
                  "NO_USAGE_RESTRICTIONS",
                  null,
                  octets(type),
                  yesOrNo(column.isNullable())));
        }
      }
    }
    return rows;
  }

  private static @Nullable Object[] column(Table table, Column column, int position) {
    SqlType type = column.type();
    return Shape.row(
        null,
        table.schema(),
        table.name(),
        column.name(),
        JdbcType.code(type.kind()),
        type.kind().sqlName(),
        JdbcType.precision(type),
        null,
        decimalDigits(type),
        radix(type),
        column.isNullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        null,
        null,
        null,
        octets(type),
        position,
        yesOrNo(column.isNullable()),
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** Digits behind the point; null where there is no point. */
  static @Nullable Integer decimalDigits(SqlType type) {
    return type.kind().isNumber() || type.kind().isTemporal() ? JdbcType.scale(type) : null;
  }

  private static @Nullable Integer radix(SqlType type) {
    return type.kind().isNumber() ? DECIMAL : null;
  }

  private static @Nullable Integer octets(SqlType type) {
    return type.kind().isText() || type.kind() == TypeKind.VARBINARY
        ? JdbcType.precision(type)
        : null;
  }

  private static String yesOrNo(boolean isNullable) {
    return isNullable ? "YES" : "NO";
  }
}
