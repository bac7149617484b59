package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table, numbers to the right. Columns are as wide as the first rows need; wider values
 * that come later push their line out of step, so that a long result streams.
 */
final class TablePrinter implements ResultPrinter {
  /** Rows that decide how wide columns are. */
  private static final int MEASURED_ROWS = 500;

  private static final String NULL = "null";

  @Override
  public long print(ResultSet rows, PrintStream out) throws SQLException {
    CellText text = new CellText(rows.getMetaData());
    String[] labels = labels(rows.getMetaData());
    List<String[]> first = new ArrayList<>();
    while (first.size() < MEASURED_ROWS && rows.next()) {
      first.add(cells(rows, text));
    }
    int[] widths = widths(labels, first);
    line(out, labels, widths, text);
    rule(out, widths);
    for (String[] row : first) {
      line(out, row, widths, text);
    }
    long count = first.size();
    while (count >= MEASURED_ROWS && rows.next()) {
      line(out, cells(rows, text), widths, text);
      count++;
      if (ResultPrinter.isDeaf(count, out)) {
        break;
      }
    }
    return count;
  }

  private static String[] labels(ResultSetMetaData columns) throws SQLException {
    String[] labels = new String[columns.getColumnCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = visible(columns.getColumnLabel(i + 1));
    }
    return labels;
  }

  private static String[] cells(ResultSet rows, CellText text) throws SQLException {
    String[] cells = new String[text.count()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = visible(text.of(rows, i + 1));
    }
    return cells;
  }

  /** One line without control characters, which could play tricks with a terminal. */
  private static String visible(@Nullable String text) {
    if (text == null) {
      return NULL;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> visible.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c);
          }
        });
    return visible.toString();
  }

  private static int[] widths(String[] labels, List<String[]> rows) {
    int[] widths = new int[labels.length];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(labels[i]);
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    return widths;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void line(PrintStream out, String[] cells, int[] widths, CellText text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      int padding = Math.max(0, widths[i] - width(cells[i]));
      line.append(i == 0 ? "" : " | ");
      if (text.isNumber(i + 1)) {
        line.repeat(' ', padding).append(cells[i]);
      } else {
        line.append(cells[i]).repeat(' ', i == cells.length - 1 ? 0 : padding);
      }
    }
    out.println(line);
  }

  private static void rule(PrintStream out, int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "-+-").repeat('-', widths[i]);
    }
    out.println(rule);
  }
}
