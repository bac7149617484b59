package io.shmstl.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries in {@code src/test/resources/sql}: each ends with a semicolon at the end of a line;
 * {@code --> } below it is its answer, other comments are for people.
 */
final class QueryFile {
  private static final String ANSWER = "--> ";

  private QueryFile() {}

  /** A query, with its answer if the file has one. */
  record Entry(String query, String answer) {}

  static List<Entry> read(String name) {
    List<Entry> entries = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String line : text(name).split("\n", -1)) {
      if (line.startsWith(ANSWER)) {
        Entry last = entries.removeLast();
        entries.add(new Entry(last.query, line.substring(ANSWER.length())));
      } else if (!line.startsWith("--") && !line.isBlank()) {
        query.append(query.isEmpty() ? "" : "\n").append(line);
        if (line.endsWith(";")) {
          entries.add(new Entry(query.substring(0, query.length() - 1), ""));
          query.setLength(0);
        }
      }
    }
    if (!query.isEmpty()) {
      throw new IllegalArgumentException("no semicolon behind " + query);
    }
    return entries;
  }

  private static String text(String name) {
    try (InputStream in = QueryFile.class.getResourceAsStream("/sql/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
