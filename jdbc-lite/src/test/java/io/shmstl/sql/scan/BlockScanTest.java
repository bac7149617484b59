package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jdbc.SpaceKit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queries over a cache answer the same block by block as row by row. */
class BlockScanTest {
  /** What the cache is declared to hold: two records whose columns differ in place and type. */
  sealed interface Thing {}

  record Small(int number, @Nullable String text, double price) implements Thing {}

  record Large(
      String padding, @Nullable Long number, @Nullable String text, @Nullable Float price, int more)
      implements Thing {}

  /** Each reads the things themselves, in blocks, and then through a derived table, in rows. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT SUM(number), COUNT(*), COUNT(number), AVG(price), MIN(number), MAX(price) FROM #",
          "SELECT COUNT(*), SUM(price) FROM # WHERE text LIKE '%a%' AND number < 50",
          "SELECT COUNT(*) FROM # WHERE text LIKE 'a%' OR number IS NULL",
          "SELECT COUNT(*) FROM # WHERE text LIKE '%\u4e2d' AND 20 >= number",
          "SELECT COUNT(*) FROM # WHERE text LIKE '%x%' AND price > 10",
          "SELECT number, COUNT(*), SUM(price), COUNT(DISTINCT text) FROM # GROUP BY number"
              + " ORDER BY number",
          "SELECT text, COUNT(*) FROM # GROUP BY text ORDER BY text",
          "SELECT number, more, COUNT(*) FROM # GROUP BY number, more ORDER BY number, more",
          "SELECT number, text, key FROM # ORDER BY number, key LIMIT 40",
          "SELECT number, text, key FROM # ORDER BY number DESC, key LIMIT 40",
          "SELECT price, key FROM # ORDER BY price DESC, key DESC LIMIT 25 OFFSET 10",
          "SELECT key FROM # WHERE number <> 7 ORDER BY key FETCH FIRST 3 ROWS ONLY",
          "SELECT SUM(key), COUNT(*) FROM # WHERE key > 100 AND key <= 2000",
          "SELECT a.key, b.key FROM # a JOIN # b ON a.number = b.more WHERE a.number < 4"
              + " ORDER BY a.key, b.key LIMIT 30");

  @Test
  void blocksAndRowsGiveTheSame() throws SQLException {
    try (SpaceKit kit = new SpaceKit()) {
      fill(kit.cache("THINGS", Long.class, Thing.class));
      try (Connection connection = kit.connect()) {
        for (String query : QUERIES) {
          List<List<@Nullable String>> blocks =
              rows(connection, query.replace("#", "THINGS"), query);
          List<List<@Nullable String>> rows =
              rows(connection, query.replace("#", "(SELECT * FROM THINGS LIMIT 1000000)"), query);
          assertThat(blocks).as(query).isNotEmpty().isEqualTo(rows);
        }
      }
    }
  }

  @Test
  void rowsBeforeADamagedEntryComeAndThenAClearError() throws SQLException, IOException {
    try (SpaceKit kit = new SpaceKit()) {
      Cache<Long, String> names = kit.cache("NAMES", Long.class, String.class);
      for (long i = 0; i < 3_000; i++) {
        names.put(i, "name %06d".formatted(i));
      }
      damage(kit.directory(), "name 001717");
      try (Connection connection = kit.connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT key, value FROM names")) {
        Set<Long> seen = new HashSet<>();
        assertThatThrownBy(
                () -> {
                  while (rows.next()) {
                    long key = rows.getLong(1);
                    assertThat(rows.getString(2)).isEqualTo("name %06d".formatted(key));
                    assertThat(seen.add(key)).isTrue();
                  }
                })
            .isInstanceOf(SQLException.class)
            .hasMessageContainingAll("NAMES", "check")
            .extracting("SQLState")
            .isEqualTo("08006");
        assertThat(seen).hasSizeBetween(100, 2_999).doesNotContain(1717L);
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
      }
    }
  }

  /** Changes the last character of a text in the files of a space. */
  private static void damage(Path directory, String text) throws IOException {
    int changed = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = bytes.indexOf(text);
        if (at >= 0) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}), at + text.length() - 1L);
          }
          changed++;
        }
      }
    }
    assertThat(changed).isEqualTo(1);
  }

  private static void fill(Cache<Long, Thing> things) {
    SplittableRandom random = new SplittableRandom(3);
    for (long i = 0; i < 3_000; i++) {
      Thing thing =
          i % 3 == 0
              ? new Large(
                  "p".repeat(random.nextInt(3)),
                  random.nextInt(9) == 0 ? null : (long) random.nextInt(-5, 100),
                  text(random),
                  random.nextInt(9) == 0 ? null : random.nextInt(1_000) / 4f,
                  random.nextInt(3))
              : new Small(random.nextInt(100), text(random), random.nextInt(100_000) / 100.0);
      things.put(i, thing);
    }
  }

  private static @Nullable String text(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "x".repeat(random.nextInt(100, 200));
      case 3 -> "\u4e2d\u4e2d";
      default -> "a\u00e4".repeat(random.nextInt(3)) + random.nextInt(20);
    };
  }

  private static List<List<@Nullable String>> rows(
      Connection connection, String sql, String description) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new SQLException(description + ": " + e.getMessage(), e);
    }
    return rows;
  }
}
