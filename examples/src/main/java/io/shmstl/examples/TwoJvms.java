package io.shmstl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo: two JVMs share one cache. The first fills it with the Unicode character database, the
 * second attaches, reads, counts with the first, and goes on when the first is killed while it
 * writes. This JVM directs the two, and at the end asks the cache with SQL.
 */
public final class TwoJvms {
  private static final int COUNTS = 20_000;
  private static final int COUNTS_BEFORE_THE_KILL = 2_000;

  private TwoJvms() {}

  /** Starts the demo; it takes no arguments and ends with status 1 if the story went wrong. */
  public static void main(String[] args) throws IOException, SQLException {
    Path directory = newSpace("shmstl-demo-");
    System.out.println("shmstl demo: two JVMs, one cache, in " + directory);
    boolean isRight;
    try (DemoJvm first = DemoJvm.start(FirstJvm.class, directory)) {
      isRight = tell(first, directory);
    } finally {
      delete(directory);
    }
    System.out.println(isRight ? "\nAll as promised." : "\nThat was NOT as promised.");
    if (!isRight) {
      System.exit(1);
    }
  }

  private static boolean tell(DemoJvm first, Path directory) throws IOException, SQLException {
    System.out.printf("%nFirst JVM (pid %d) fills a cache of 64 MB:%n", first.pid());
    long characters = first.order("fill");
    try (DemoJvm second = DemoJvm.start(SecondJvm.class, directory)) {
      System.out.printf("%nSecond JVM (pid %d), started now, attaches:%n", second.pid());
      second.order("first");
      System.out.println("It reads all of them and compares them with its own JDK:");
      long wrong = second.order("read");

      System.out.printf("%nBoth invoke a counter, %,d times each, at the same time:%n", COUNTS);
      first.send("count " + COUNTS);
      second.send("count " + COUNTS);
      long counted = Math.max(first.result(), second.result());
      System.out.printf("  the counter stands at %,d%n", counted);

      System.out.println("\nThe segment:");
      second.order("figures");

      System.out.println("\nThe first JVM writes on and is killed (-9) in the middle:");
      first.send("write");
      for (int i = 0; i < COUNTS_BEFORE_THE_KILL; i++) {
        first.result();
      }
      long acknowledged = first.kill();
      System.out.printf("  its last acknowledged count was %,d%n", acknowledged);
      long start = System.nanoTime();
      long next = second.order("count 1");
      System.out.printf(
          "  the second JVM counts on with %,d, %,d ms later%n",
          next, (System.nanoTime() - start) / 1_000_000);
      System.out.println("It reads everything again:");
      long wrongAfter = second.order("read");
      long entries = second.order("figures");

      System.out.println("\nThis JVM, the third, asks with SQL while the second one writes on:");
      second.send("count " + COUNTS);
      boolean isAnswered = ask(directory, entries);
      second.result();
      return isAnswered
          && wrong == 0
          && wrongAfter == 0
          && entries == characters
          && counted == 2L * COUNTS
          && next > acknowledged;
    }
  }

  /** Groups the cache by script, through JDBC alone; whether every character was counted. */
  private static boolean ask(Path directory, long entries) throws SQLException {
    String sql =
        """
        select script, count(*) as characters, count(distinct block) as blocks,
          sum(count(*)) over () as "of"
        from characters group by script order by characters desc limit 5\
        """;
    System.out.println(sql.indent(2).stripTrailing());
    try (Connection connection = DriverManager.getConnection("jdbc:shmstl:" + directory);
        Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      try (ResultSet rows = statement.executeQuery(sql)) {
        Rows.print(rows, 20);
      }
      System.out.printf("  %,d ms%n", (System.nanoTime() - start) / 1_000_000);
      try (ResultSet rows = statement.executeQuery("select count(*) from characters")) {
        rows.next();
        return rows.getLong(1) == entries;
      }
    }
  }

  /** A directory for a space, in shared memory if there is any. */
  static Path newSpace(String prefix) throws IOException {
    Path shared = Path.of("/dev/shm");
    Path base = Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    return Files.createTempDirectory(base, prefix);
  }

  static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
