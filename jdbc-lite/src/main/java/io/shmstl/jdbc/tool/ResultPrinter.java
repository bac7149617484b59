package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Shows all rows of a result. */
interface ResultPrinter {
  /** Rows between two looks whether anybody still listens. */
  int ROWS_BETWEEN_CHECKS = 1024;

  /** Prints the rows that are left, as they come; returns how many there were. */
  long print(ResultSet rows, PrintStream out) throws SQLException;

  /** Whether nobody reads what is printed any more, as in {@code | head}. */
  static boolean isDeaf(long count, PrintStream out) {
    return count % ROWS_BETWEEN_CHECKS == 0 && out.checkError();
  }
}
