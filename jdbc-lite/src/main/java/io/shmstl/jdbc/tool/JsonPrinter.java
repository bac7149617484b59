package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a JSON array with an object for each, one a line. Numbers, truth values, null, arrays and
 * rows (as arrays) are what they are in JSON; everything else is its text, bytes in hexadecimal
 * digits. A label that occurs twice gets a number.
 */
final class JsonPrinter implements ResultPrinter {
  @Override
  public long print(ResultSet rows, PrintStream out) throws SQLException {
    List<String> labels = labels(rows.getMetaData());
    StringBuilder line = new StringBuilder();
    long count = 0;
    out.print('[');
    while (rows.next()) {
      line.setLength(0);
      line.append(count == 0 ? "\n" : ",\n").append("  {");
      for (int i = 0; i < labels.size(); i++) {
        line.append(i == 0 ? "" : ", ").append(labels.get(i)).append(": ");
        value(line, rows.getObject(i + 1), rows.getString(i + 1));
      }
      out.print(line.append('}'));
      count++;
      if (ResultPrinter.isDeaf(count, out)) {
        return count;
      }
    }
    out.print(count == 0 ? "]\n" : "\n]\n");
    return count;
  }

  private static List<String> labels(ResultSetMetaData columns) throws SQLException {
    List<String> labels = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      String unique = label;
      for (int number = 2; !used.add(unique); number++) {
        unique = label + "_" + number;
      }
      StringBuilder quoted = new StringBuilder();
      text(quoted, unique);
      labels.add(quoted.toString());
    }
    return labels;
  }

  private static void value(StringBuilder out, @Nullable Object value, @Nullable String text)
      throws SQLException {
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth.booleanValue());
      case BigDecimal number -> out.append(number);
      case Double number when !Double.isFinite(number) -> text(out, number.toString());
      case Float number when !Float.isFinite(number) -> text(out, number.toString());
      case Number number -> out.append(number);
      case byte[] bytes -> text(out, HexFormat.of().formatHex(bytes));
      case Array array -> values(out, (@Nullable Object[]) array.getArray());
      case Struct struct -> values(out, struct.getAttributes());
      default -> text(out, text == null ? value.toString() : text);
    }
  }

  private static void values(StringBuilder out, @Nullable Object[] values) throws SQLException {
    out.append('[');
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ", ");
      value(out, values[i], null);
    }
    out.append(']');
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
