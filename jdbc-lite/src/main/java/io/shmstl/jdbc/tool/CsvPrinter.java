package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180 has them: labels first, lines end in CR LF, a field is quoted if it must be. A
 * null is nothing between two commas, an empty text is a pair of quotes.
 */
final class CsvPrinter implements ResultPrinter {
  private static final String END = "\r\n";

  @Override
  public long print(ResultSet rows, PrintStream out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    CellText text = new CellText(columns);
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= text.count(); i++) {
      append(line, i, columns.getColumnLabel(i));
    }
    out.print(line.append(END));
    long count = 0;
    while (rows.next()) {
      line.setLength(0);
      for (int i = 1; i <= text.count(); i++) {
        append(line, i, text.of(rows, i));
      }
      out.print(line.append(END));
      count++;
      if (ResultPrinter.isDeaf(count, out)) {
        break;
      }
    }
    return count;
  }

  private static void append(StringBuilder line, int column, @Nullable String field) {
    if (column > 1) {
      line.append(',');
    }
    if (field == null) {
      return;
    }
    if (mustBeQuoted(field)) {
      line.append('"').append(field.replace("\"", "\"\"")).append('"');
    } else {
      line.append(field);
    }
  }

  private static boolean mustBeQuoted(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == '"' || c == '\r' || c == '\n') {
        return true;
      }
    }
    return field.isEmpty();
  }
}
