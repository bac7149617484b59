package io.shmstl.examples;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Prints a small result, one line a row. */
final class Rows {
  private Rows() {}

  /** Prints the rows that are left, in columns of a width; returns how many there were. */
  static int print(ResultSet rows, int width) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    StringBuilder line = new StringBuilder(" ");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      line.append(' ').append(padded(columns.getColumnLabel(i), width));
    }
    System.out.println(line.toString().stripTrailing());
    int count = 0;
    while (rows.next()) {
      line.setLength(1);
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        line.append(' ').append(padded(String.valueOf(rows.getString(i)), width));
      }
      System.out.println(line.toString().stripTrailing());
      count++;
    }
    return count;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
