package io.shmstl.jdbc.tool;

import io.shmstl.jdbc.ConnectionUrl;
import io.shmstl.jdbc.ShmDriver;
import io.shmstl.jdbc.metadata.Product;
import io.shmstl.segment.ShmException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The program in {@code shmstl-jdbc-all.jar}. */
public final class Tool {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BUFFER_BYTES = 1 << 16;

  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream errors;
  private final boolean hasTerminal;

  /**
   * A program that is given its streams.
   *
   * @param hasTerminal whether input and output are a terminal
   */
  Tool(InputStream in, PrintStream out, PrintStream errors, boolean hasTerminal) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.errors = errors;
    this.hasTerminal = hasTerminal;
  }

  /** Starts the program; {@code --help} tells its arguments. Ends with a status. */
  public static void main(String[] arguments) {
    FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(standardOutput, BUFFER_BYTES), false, StandardCharsets.UTF_8);
    int status = new Tool(System.in, out, System.err, hasTerminal()).run(List.of(arguments));
    out.flush();
    System.exit(status);
  }

  @SuppressWarnings("SystemConsoleNull") // the specification still allows for null
  private static boolean hasTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Does what the arguments say; returns the status. */
  int run(List<String> arguments) {
    try {
      CommandLine command = CommandLine.parse(arguments);
      return switch (command.action()) {
        case HELP -> print(CommandLine.USAGE);
        case VERSION -> print(Product.NAME + " " + Product.VERSION + "\n");
        case QUERY -> query(command);
        case CHECK -> check(command);
        case REPAIR -> repair(command);
        case PURGE -> purge(command);
      };
    } catch (UsageException e) {
      errors.println(e.getMessage());
      errors.print(CommandLine.USAGE);
      return WRONG_USAGE;
    } catch (SQLException e) {
      errors.println("error " + e.getSQLState() + ": " + e.getMessage());
      return FAILED;
    } catch (IOException | ShmException e) {
      errors.println("error: " + e.getMessage());
      return FAILED;
    } finally {
      out.flush();
    }
  }

  private int print(String text) {
    out.print(text);
    return FINE;
  }

  private int query(CommandLine command) throws SQLException, IOException {
    try (Connection connection = connect(command.url())) {
      String sql = command.sql();
      boolean isPrompt = sql == null && hasTerminal;
      StatementRunner runner =
          new StatementRunner(connection, command.format(), isPrompt, out, errors);
      try (LineSource lines = isPrompt ? terminal(connection) : LineSource.of(in)) {
        if (sql != null) {
          return runner.run(sql, lines) ? FINE : FAILED;
        }
        boolean hasFailed = new Prompt(connection, runner, out).run(lines);
        return hasFailed && !isPrompt ? FAILED : FINE;
      }
    }
  }

  private int check(CommandLine command) throws SQLException, IOException {
    ConnectionUrl url = ConnectionUrl.parse(command.url(), new Properties());
    return new SpaceReport(out).check(url.location()) ? FINE : FAILED;
  }

  private int repair(CommandLine command) throws SQLException, IOException {
    ConnectionUrl url = ConnectionUrl.parse(command.url(), new Properties());
    SpaceReport report = new SpaceReport(out);
    if (report.check(url.location())) {
      return FINE;
    }
    if (!command.isConfirmed() && !isConfirmed("Drop what is damaged?")) {
      out.println("nothing was changed");
      return FAILED;
    }
    return report.repair(url.location()) ? FINE : FAILED;
  }

  private int purge(CommandLine command) throws SQLException, IOException {
    ConnectionUrl url = ConnectionUrl.parse(command.url(), new Properties());
    SpacePurge space = new SpacePurge(url.location());
    if (!space.isThere()) {
      errors.println("there is no space in " + url.location());
      return FAILED;
    }
    out.println("space " + url.location() + ": " + describe(command.url()));
    if (!command.isConfirmed() && !isConfirmed("Remove it for good?")) {
      out.println("nothing was removed");
      return FAILED;
    }
    out.println(space.purge() + " files removed");
    return FINE;
  }

  /** What is in the space, or why nobody can tell: a damaged one may be purged too. */
  private static String describe(String url) {
    try {
      return SpacePurge.describe(url);
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private boolean isConfirmed(String question) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    String answer = in.readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  /** Connects without {@code DriverManager}, which would load all the drivers it can find. */
  static Connection connect(String url) throws SQLException {
    @Nullable Connection connection = new ShmDriver().connect(url, new Properties());
    if (connection == null) {
      throw new SQLException(
          "'%s' is no URL of %s, expected %s<space or /absolute/directory>"
              .formatted(url, Product.NAME, ConnectionUrl.PREFIX),
          "08001");
    }
    return connection;
  }

  private static LineSource terminal(Connection connection) throws SQLException, IOException {
    List<String> words =
        new ArrayList<>(List.of("select", "from", "where", "group by", "order by", "limit"));
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet rows = metadata.getTables(null, null, "%", null)) {
      while (rows.next()) {
        words.add(rows.getString("TABLE_NAME"));
      }
    }
    return new TerminalLines(words);
  }
}
