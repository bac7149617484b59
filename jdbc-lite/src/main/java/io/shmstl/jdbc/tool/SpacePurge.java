package io.shmstl.jdbc.tool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a space: its files, and nothing else that may lie in its directory. Processes that are
 * attached keep what they have mapped, but do not meet those that start later.
 */
final class SpacePurge {
  private static final String SYSTEM = "system.seg";
  private static final List<String> FILES = List.of(SYSTEM, "space.lock");
  private static final String TEMPORARY = "*.tmp";
  private static final String MEMBERS = "members";
  private static final String CACHES = "caches";

  private final Path directory;

  SpacePurge(Path directory) {
    this.directory = directory;
  }

  /** Whether there is a space. */
  boolean isThere() {
    return Files.exists(directory.resolve(SYSTEM));
  }

  /** The caches in it and the other processes attached to it, for a question. */
  static String describe(String url) throws SQLException {
    try (Connection connection = Tool.connect(url);
        Statement statement = connection.createStatement()) {
      List<String> caches = column(statement, "select name from sys.caches order by 1");
      List<String> others =
          column(
              statement,
              "select distinct pid from sys.members where alive and pid <> "
                  + ProcessHandle.current().pid()
                  + " order by 1");
      String attached =
          others.isEmpty()
              ? "no other process attached"
              : "attached processes: " + String.join(", ", others) + " (stop them first)";
      return caches.size() + (caches.size() == 1 ? " cache, " : " caches, ") + attached;
    }
  }

  /** Deletes the files, the system segment first; returns how many. */
  int purge() throws IOException {
    int count = 0;
    for (String file : FILES) {
      count += delete(directory.resolve(file));
    }
    count += deleteAll(directory, TEMPORARY);
    for (String folder : List.of(CACHES, MEMBERS)) {
      count += deleteAll(directory.resolve(folder), "*.{seg,lock,tmp}");
      deleteIfEmpty(directory.resolve(folder));
    }
    deleteIfEmpty(directory);
    return count;
  }

  private static int deleteAll(Path folder, String glob) throws IOException {
    int count = 0;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
        for (Path file : files) {
          count += delete(file);
        }
      }
    }
    return count;
  }

  private static int delete(Path file) throws IOException {
    return Files.deleteIfExists(file) ? 1 : 0;
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      boolean isEmpty;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        isEmpty = !files.iterator().hasNext();
      }
      if (isEmpty) {
        Files.delete(folder);
      }
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
