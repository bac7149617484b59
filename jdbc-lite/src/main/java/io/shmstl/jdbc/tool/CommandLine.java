package io.shmstl.jdbc.tool;

import io.shmstl.jdbc.ConnectionUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments ask for. Options may stand anywhere.
 *
 * @param action what to do
 * @param url of the space; empty where none is needed
 * @param sql the statement; null for the prompt
 * @param format how rows are shown
 * @param isConfirmed whether the question of a repair or purge is answered already
 */
record CommandLine(
    Action action, String url, @Nullable String sql, Format format, boolean isConfirmed) {

  /** What there is to do. */
  enum Action {
    QUERY,
    CHECK,
    REPAIR,
    PURGE,
    HELP,
    VERSION
  }

  static final String USAGE =
      """
      usage: java -jar shmstl-jdbc-all.jar [options] <url> ["select ..."]
             java -jar shmstl-jdbc-all.jar check <url>
             java -jar shmstl-jdbc-all.jar [--yes] repair <url>
             java -jar shmstl-jdbc-all.jar [--yes] purge <url>

        <url>       jdbc:shmstl:<space or /absolute/directory>[;property=value...],
                    or the space or the directory alone
        --table     rows as a table (default)
        --csv       rows as CSV (RFC 4180), header first; nothing is null, "" is empty text
        --json      rows as a JSON array of objects
        check       reads all of the space and tells what is damaged
        repair      drops what is damaged and keeps the rest
        purge       removes the space
        --yes       repair or purge without asking
        --help      this text
        --version   the version

      Without a statement: a prompt on a terminal, else statements from standard input, each
      up to its semicolon. Status: 0, or 1 for a statement that failed or a space that is
      damaged, 2 for wrong arguments.
      """;

  private static final Map<String, Action> WORDS =
      Map.of("check", Action.CHECK, "repair", Action.REPAIR, "purge", Action.PURGE);

  /** Reads the arguments. */
  static CommandLine parse(List<String> arguments) throws UsageException {
    Format format = Format.TABLE;
    boolean isConfirmed = false;
    Action action = Action.QUERY;
    boolean hasEnded = false;
    List<String> words = new ArrayList<>();
    for (String argument : arguments) {
      if (hasEnded || !argument.startsWith("-") || argument.equals("-")) {
        words.add(argument);
        continue;
      }
      switch (argument) {
        case "--" -> hasEnded = true;
        case "--table" -> format = Format.TABLE;
        case "--csv" -> format = Format.CSV;
        case "--json" -> format = Format.JSON;
        case "--yes", "-y" -> isConfirmed = true;
        case "--help", "-h" -> action = Action.HELP;
        case "--version", "-V" -> action = Action.VERSION;
        default -> {
          if (!words.isEmpty() && argument.startsWith("--")) {
            words.add(argument); // a statement may begin with a comment
          } else {
            throw new UsageException("unknown option '" + argument + "'");
          }
        }
      }
    }
    return action == Action.QUERY
        ? ofWords(words, format, isConfirmed)
        : new CommandLine(action, "", null, format, isConfirmed);
  }

  private static CommandLine ofWords(List<String> words, Format format, boolean isConfirmed)
      throws UsageException {
    Action action = words.isEmpty() ? Action.QUERY : action(words.getFirst());
    List<String> rest = action == Action.QUERY ? words : words.subList(1, words.size());
    int most = action == Action.QUERY ? 2 : 1;
    if (rest.isEmpty()) {
      throw new UsageException("the URL is missing");
    }
    if (rest.size() > most) {
      throw new UsageException(
          "unexpected '" + rest.get(most) + "': put the statement in quotes, as one argument");
    }
    return new CommandLine(
        action, url(rest.getFirst()), rest.size() == 2 ? rest.get(1) : null, format, isConfirmed);
  }

  private static Action action(String word) {
    return WORDS.getOrDefault(word, Action.QUERY);
  }

  private static String url(String given) {
    return given.startsWith("jdbc:") ? given : ConnectionUrl.PREFIX + given;
  }
}
