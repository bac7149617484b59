package io.shmstl.sql;

import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.error.SqlFailure;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a query: rows, or a failure.
 *
 * @param columns of the rows
 * @param rows in the order they came
 * @param sqlState of the failure; empty if there was none
 * @param message of the failure
 */
record Outcome(
    List<Column> columns, List<List<@Nullable Object>> rows, String sqlState, String message) {

  /** Failures that must have the same SQLSTATE; that of others is a matter of taste. */
  private static final Set<String> SAME_STATES =
      Set.of("22001", "22003", "22012", "22013", "22025", "42S02", "42S22", "21S02");

  private static final int DOUBLE_DIGITS = 12;
  private static final int REAL_DIGITS = 6;

  static Outcome failure(String sqlState, String message) {
    return new Outcome(List.of(), List.of(), sqlState, message);
  }

  /** What the engine answers. */
  static Outcome of(String sql, Catalog catalog) {
    try {
      Answer answer = Answer.of(sql, catalog);
      List<Column> columns =
          answer.columns().stream().map(c -> Column.of(c.label(), c.type())).toList();
      return new Outcome(columns, answer.rows(), "", "");
    } catch (SqlFailure e) {
      return failure(e.sqlState(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether there are no rows but a failure. */
  public boolean isFailure() {
    return !sqlState.isEmpty();
  }

  /** How two outcomes differ, or null. Failures are alike whatever their words. */
  static @Nullable String difference(Outcome ours, Outcome theirs, boolean isOrdered) {
    if (ours.isFailure() || theirs.isFailure()) {
      boolean bothFail = ours.isFailure() && theirs.isFailure();
      boolean isSame =
          ours.sqlState.equals(theirs.sqlState) || !SAME_STATES.contains(theirs.sqlState);
      if (bothFail && isSame) {
        return null;
      }
      return "ours   " + ours.text(false) + "\n  theirs " + theirs.text(false);
    }
    List<String> left = ours.lines(isOrdered);
    List<String> right = theirs.lines(isOrdered);
    if (left.equals(right)) {
      return null;
    }
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String l = i < left.size() ? left.get(i) : "(end)";
      String r = i < right.size() ? right.get(i) : "(end)";
      if (!l.equals(r)) {
        return "line "
            + i
            + " of "
            + left.size()
            + "/"
            + right.size()
            + "\n  ours   "
            + l
            + "\n  theirs "
            + r;
      }
    }
    throw new IllegalStateException("lists differ and do not");
  }

  String text(boolean isOrdered) {
    return isFailure() ? sqlState + " " + message : String.join(" / ", lines(isOrdered));
  }

  /** The types, then the rows; sorted unless their order counts. */
  List<String> lines(boolean isOrdered) {
    List<String> lines = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(i == 0 ? "" : " | ").append(shown(row.get(i), columns.get(i).type()));
      }
      lines.add(line.toString());
    }
    if (!isOrdered) {
      lines.sort(null);
    }
    StringBuilder types = new StringBuilder();
    for (Column column : columns) {
      types.append(types.isEmpty() ? "" : " | ").append(shown(column.type()));
    }
    lines.addFirst(types.toString());
    return lines;
  }

  private static String shown(SqlType type) {
    return switch (type.kind()) {
      case NUMERIC -> "NUMERIC(" + type.scale() + ")";
      case NULL -> TypeKind.VARCHAR.name(); // what a client sees
      default -> type.kind().name();
    };
  }

  private static String shown(@Nullable Object value, SqlType type) {
    TypeKind kind = type.kind();
    return switch (value) {
      case null -> "null";
      case Double number -> rounded(number, DOUBLE_DIGITS);
      case Float number -> rounded(number, REAL_DIGITS);
      case BigDecimal number ->
          kind == TypeKind.NUMERIC
              ? number.setScale(Math.max(number.scale(), type.scale())).toPlainString()
              : number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
      case byte[] bytes -> "x" + HexFormat.of().formatHex(bytes);
      case String text when kind == TypeKind.CHAR -> "'" + text.stripTrailing() + "'";
      case String text -> "'" + text + "'";
      default -> value.toString();
    };
  }

  /** Sums of binary fractions depend on the order of their parts: last digits do not count. */
  private static String rounded(double number, int digits) {
    return Double.isFinite(number)
        ? String.format(Locale.ROOT, "%." + digits + "e", number + 0.0)
        : String.valueOf(number);
  }
}
