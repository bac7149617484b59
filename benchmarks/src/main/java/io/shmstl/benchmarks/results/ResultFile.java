package io.shmstl.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measurements in a file, one JSON object a line, in the order in which they were made. Processes
 * append to it one after the other.
 *
 * @param path of the file, which need not be there yet
 */
public record ResultFile(Path path) {
  private static final Pattern FIELD =
      Pattern.compile("\"(\\w+)\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}]*))");

  /** Adds one measurement. */
  public void append(Measurement measurement) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(
        path, json(measurement) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All measurements; none if there is no file. */
  public List<Measurement> read() throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        measurements.add(parse(line));
      }
    }
    return measurements;
  }

  private static String json(Measurement m) {
    return String.format(
        Locale.ROOT,
        "{\"table\":%s,\"row\":%s,\"column\":%s,\"round\":%d,\"unit\":%s,\"value\":%s,\"note\":%s}",
        quoted(m.table()),
        quoted(m.row()),
        quoted(m.column()),
        m.round(),
        quoted(m.unit()),
        m.isPresent() ? Double.toString(m.value()) : "null",
        quoted(m.note()));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c < ' ' ? ' ' : c);
      }
    }
    return quoted.append('"').toString();
  }

  private static Measurement parse(String line) throws IOException {
    String table = "";
    String row = "";
    String column = "";
    String unit = "";
    String note = "";
    int round = -1;
    double value = Double.NaN;
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      String text = field.group(2) == null ? "" : field.group(2).replaceAll("\\\\(.)", "$1");
      switch (field.group(1)) {
        case "table" -> table = text;
        case "row" -> row = text;
        case "column" -> column = text;
        case "unit" -> unit = text;
        case "note" -> note = text;
        case "round" -> round = Integer.parseInt(field.group(3));
        case "value" -> value = "null".equals(field.group(3)) ? Double.NaN : number(field.group(3));
        default -> throw new IOException("found field " + field.group(1) + " in " + line);
      }
    }
    if (table.isEmpty() || round < 0) {
      throw new IOException("expected a measurement, found " + line);
    }
    return new Measurement(table, row, column, round, unit, value, note);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
