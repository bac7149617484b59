package io.shmstl.jdbc.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a terminal, with editing, completion and a history that is kept in the user's home. The
 * terminal is driven through {@code stty}: no native code is loaded, and no provider is looked up
 * by a name that relocation would break.
 */
final class TerminalLines implements LineSource {
  private static final String HISTORY = ".shmstl_history";

  private final Terminal terminal;
  private final LineReader reader;
  private final AtomicReference<@Nullable Runnable> interrupted = new AtomicReference<>();

  /**
   * Takes the terminal of the process.
   *
   * @param words what a tabulator completes
   */
  TerminalLines(Collection<String> words) throws IOException {
    terminal = systemTerminal();
    terminal.handle(Terminal.Signal.INT, _ -> interrupt());
    DefaultParser parser = new DefaultParser();
    parser.setEscapeChars(null); // a backslash is a character of SQL
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(parser)
            .completer(new StringsCompleter(words))
            .variable(
                LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home", "."), HISTORY))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .build();
  }

  private static Terminal systemTerminal() throws IOException {
    String type = System.getenv().getOrDefault("TERM", Terminal.TYPE_DUMB);
    return new ExecTerminalProvider()
        .sysTerminal(
            "shmstl",
            type,
            false,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            true,
            Terminal.SignalHandler.SIG_DFL,
            false,
            SystemStream.Output);
  }

  @Override
  public @Nullable String next(String prompt) {
    try {
      return reader.readLine(prompt);
    } catch (UserInterruptException _) {
      return GIVEN_UP;
    } catch (EndOfFileException _) {
      return null;
    }
  }

  @Override
  public void onInterrupt(@Nullable Runnable action) {
    interrupted.set(action);
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void interrupt() {
    Runnable action = interrupted.get();
    if (action != null) {
      action.run();
    }
  }
}
