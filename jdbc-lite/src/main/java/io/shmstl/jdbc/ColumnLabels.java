package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.plan.OutputColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds columns by label: exactly, then in any case; the first one wins, as JDBC says. */
final class ColumnLabels {
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();

  ColumnLabels(List<OutputColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      String label = columns.get(i).label();
      exact.putIfAbsent(label, i + 1);
      folded.putIfAbsent(label.toUpperCase(Locale.ROOT), i + 1);
    }
  }

  /**
   * The number of a column, from 1.
   *
   * @throws SQLException 42S22 if no column has the label
   */
  int find(@Nullable String label) throws SQLException {
    if (label == null) {
      throw JdbcErrors.noColumn("null");
    }
    Integer found = exact.get(label);
    if (found == null) {
      found = folded.get(label.toUpperCase(Locale.ROOT));
    }
    if (found == null) {
      throw JdbcErrors.noColumn(label);
    }
    return found;
  }
}
