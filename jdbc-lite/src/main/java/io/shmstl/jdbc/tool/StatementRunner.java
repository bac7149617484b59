package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Executes statements and shows their rows or what went wrong. */
final class StatementRunner {
  private final Connection connection;
  private final PrintStream out;
  private final PrintStream errors;
  private final boolean countsRows;
  private Format format;

  /**
   * A runner.
   *
   * @param countsRows whether a line with the number of rows follows a table
   */
  StatementRunner(
      Connection connection,
      Format format,
      boolean countsRows,
      PrintStream out,
      PrintStream errors) {
    this.connection = connection;
    this.format = format;
    this.countsRows = countsRows;
    this.out = out;
    this.errors = errors;
  }

  /** Shows rows so from now on. */
  void show(Format other) {
    format = other;
  }

  /** Executes a statement, which an interrupt ends; returns whether it succeeded. */
  boolean run(String sql, LineSource lines) {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      lines.onInterrupt(() -> cancel(statement));
      try (ResultSet rows = statement.executeQuery(sql)) {
        long count = format.printer().print(rows, out);
        if (countsRows && format == Format.TABLE) {
          long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
          out.println("(" + count + (count == 1 ? " row, " : " rows, ") + ms + " ms)");
        }
      }
      return true;
    } catch (SQLException e) {
      tell(e);
      return false;
    } finally {
      lines.onInterrupt(null);
      out.flush();
    }
  }

  /** Says what went wrong. */
  void tell(SQLException failure) {
    out.flush();
    errors.println("error " + failure.getSQLState() + ": " + failure.getMessage());
    errors.flush();
  }

  private void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      tell(e);
    }
  }
}
