package io.shmstl.jdbc.tool;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statement after statement from one connection, with a few commands of its own. */
final class Prompt {
  private static final String FIRST = "shmstl> ";
  private static final String NEXT = "   ...> ";

  private static final String HELP =
      """
      A statement ends with a semicolon. Besides there are:
        tables             the tables there are
        columns <table>    the columns of a table
        table, csv, json   how rows are shown from now on
        help               this text
        exit, quit         the end; so does the end of the input (control-D)
      """;

  private final Connection connection;
  private final StatementRunner runner;
  private final PrintStream out;
  private final StatementText text = new StatementText();
  private boolean hasFailed;

  Prompt(Connection connection, StatementRunner runner, PrintStream out) {
    this.connection = connection;
    this.runner = runner;
    this.out = out;
  }

  /** Reads to the end of the lines; returns whether a statement failed. */
  boolean run(LineSource lines) {
    while (true) {
      String line = lines.next(text.isEmpty() ? FIRST : NEXT);
      if (line == null) {
        String rest = text.rest();
        if (!rest.isEmpty()) {
          execute(rest, lines);
        }
        return hasFailed;
      }
      if (line.equals(LineSource.GIVEN_UP)) {
        text.rest();
        continue;
      }
      if (text.isEmpty() && isEnd(line)) {
        return hasFailed;
      }
      if (!(text.isEmpty() && command(line))) {
        for (String statement : text.add(line)) {
          execute(statement, lines);
        }
      }
    }
  }

  private void execute(String statement, LineSource lines) {
    hasFailed |= !runner.run(statement, lines);
  }

  private static boolean isEnd(String line) {
    return switch (word(line)) {
      case "exit", "quit", "\\q", "!quit" -> true;
      default -> false;
    };
  }

  /** Does what a line says, if it is a command. */
  private boolean command(String line) {
    String word = word(line);
    switch (word) {
      case "" -> {
        return true;
      }
      case "help", "?" -> out.print(HELP);
      case "tables", "columns" -> show(word, argument(line));
      case "table" -> runner.show(Format.TABLE);
      case "csv" -> runner.show(Format.CSV);
      case "json" -> runner.show(Format.JSON);
      default -> {
        return false;
      }
    }
    out.flush();
    return true;
  }

  private void show(String what, @Nullable String table) {
    try {
      DatabaseMetaData metadata = connection.getMetaData();
      if (what.equals("tables")) {
        try (ResultSet rows = metadata.getTables(null, null, "%", null)) {
          list(rows, List.of("TABLE_SCHEM", "TABLE_NAME"));
        }
      } else {
        try (ResultSet rows = metadata.getColumns(null, null, table, null)) {
          list(rows, List.of("TABLE_NAME", "COLUMN_NAME", "TYPE_NAME"));
        }
      }
    } catch (SQLException e) {
      hasFailed = true;
      runner.tell(e);
    }
  }

  private void list(ResultSet rows, List<String> columns) throws SQLException {
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (String column : columns) {
        line.append(line.isEmpty() ? "" : "  ").append(rows.getString(column));
      }
      out.println(line);
    }
  }

  private static String word(String line) {
    String stripped = line.strip().toLowerCase(Locale.ROOT);
    String command =
        stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    return space < 0 || first.equals("columns") ? first : command;
  }

  private static @Nullable String argument(String line) {
    String[] words = line.strip().replaceFirst(";$", "").split("\\s+", 2);
    return words.length < 2 ? null : words[1];
  }
}
