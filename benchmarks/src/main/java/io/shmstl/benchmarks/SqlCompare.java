package io.shmstl.benchmarks;

import io.shmstl.benchmarks.results.Measurement;
import io.shmstl.benchmarks.results.ResultFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * SQL over a cache beside H2 over the same rows in memory: one JVM, one thread, in turns, processor
 * time of the thread. Prints the median over the rounds of each query, and of the ratios. H2 may
 * not answer from its cache of results ({@code OPTIMIZE_REUSE_RESULTS=0}). Run with {@code -Xmx4g}.
 */
public final class SqlCompare {
  private static final String SPACE = "benchmarks-sql";
  private static final int ROWS = 1_000_000;

  /** Rounds of whoever has the time. */
  static final int ROUNDS = 7;

  private static final int POINTS = 50_000;
  private static final int SHORT_QUERIES = 2_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put("scan", "SELECT SUM(quantity) FROM orders");
    QUERIES.put(
        "filter", "SELECT COUNT(*) FROM orders WHERE customer LIKE '%42%' AND quantity < 50");
    QUERIES.put("count", "SELECT COUNT(*) FROM orders");
    QUERIES.put("group", "SELECT quantity, COUNT(*), AVG(price) FROM orders GROUP BY quantity");
    QUERIES.put("top 10", "SELECT customer, price FROM orders ORDER BY price DESC LIMIT 10");
    QUERIES.put(
        "join",
        "SELECT COUNT(*) FROM orders a JOIN orders b ON a.parent = b.# WHERE b.quantity < 10");
    QUERIES.put("limit 10", "SELECT customer FROM orders LIMIT 10");
  }

  /** A row. */
  public record Order(
      long id, long parent, String customer, int quantity, double price, LocalDateTime at) {}

  private final @Nullable ResultFile results;

  private final int rounds;

  private SqlCompare(@Nullable ResultFile results, int rounds) {
    this.results = results;
    this.rounds = rounds;
  }

  /**
   * Arguments: a file for the results, and the number of rounds; none for whoever only wants to see
   * them.
   */
  public static void main(String[] args) throws SQLException, IOException {
    if (args.length == 0) {
      new SqlCompare(null, ROUNDS).compareAll();
    } else {
      new SqlCompare(new ResultFile(Path.of(args[0])), Integer.parseInt(args[1])).compareAll();
    }
  }

  private void compareAll() throws SQLException, IOException {
    URI uri = URI.create("shmstl:" + SPACE + "?capacity=1g");
    try (var provider = Caching.getCachingProvider("shmstl");
        CacheManager manager = provider.getCacheManager(uri, null, new Properties());
        Connection ours = DriverManager.getConnection("jdbc:shmstl:" + SPACE);
        Connection h2 =
            DriverManager.getConnection("jdbc:h2:mem:benchmarks;OPTIMIZE_REUSE_RESULTS=0")) {
      fillCache(manager);
      fillH2(h2);
      System.out.printf("%,d rows; CPU microseconds, medians of %d rounds%n", ROWS, rounds);
      System.out.printf("%-24s%14s%14s%10s%n", "", "shmstl", "H2", "ratio");
      for (var query : QUERIES.entrySet()) {
        compare(
            query.getKey(),
            () -> answers(ours, query.getValue(), times(query.getKey())),
            () -> answers(h2, query.getValue(), times(query.getKey())),
            times(query.getKey()));
      }
      compare("point, new literal", () -> points(ours), () -> points(h2), POINTS);
      compare("point, prepared", () -> prepared(ours), () -> prepared(h2), POINTS);
      manager.destroyCache("ORDERS");
    }
  }

  /** Something asked of a database; gives a number that both must agree on. */
  private interface Question {
    long ask() throws SQLException;
  }

  private void compare(String name, Question ours, Question theirs, int operations)
      throws SQLException, IOException {
    double[] our = new double[rounds];
    double[] their = new double[rounds];
    double[] ratio = new double[rounds];
    for (int round = -3; round < rounds; round++) {
      long startedNanos = THREADS.getCurrentThreadCpuTime();
      long ourAnswer = ours.ask();
      long betweenNanos = THREADS.getCurrentThreadCpuTime();
      long theirAnswer = theirs.ask();
      long endedNanos = THREADS.getCurrentThreadCpuTime();
      if (ourAnswer != theirAnswer) {
        throw new IllegalStateException(
            name + ": shmstl says " + ourAnswer + ", H2 says " + theirAnswer);
      }
      if (round >= 0) {
        our[round] = (betweenNanos - startedNanos) / 1e3 / operations;
        their[round] = (endedNanos - betweenNanos) / 1e3 / operations;
        ratio[round] = our[round] / their[round];
        keep(name, "shmstl", round, our[round]);
        keep(name, "H2", round, their[round]);
      }
    }
    System.out.printf(
        Locale.ROOT, "%-24s%14.1f%14.1f%10.2f%n", name, median(our), median(their), median(ratio));
  }

  private void keep(String name, String column, int round, double micros) throws IOException {
    if (results != null) {
      results.append(Measurement.of(SqlTable.NAME, name, column, round, "us", micros));
    }
  }

  /**
   * How often a query is asked in a round: what takes microseconds is asked till it is compiled.
   */
  private static int times(String query) {
    return query.equals("count") || query.equals("limit 10") ? SHORT_QUERIES : 1;
  }

  private static long answers(Connection connection, String sql, int times) throws SQLException {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += answer(connection, sql);
    }
    return sum;
  }

  /** The number of rows, and the sum of what can be summed in the first column. */
  private static long answer(Connection connection, String query) throws SQLException {
    String sql = query.contains("#") ? query.replace("#", key(connection)) : query;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      boolean isNumber = rows.getMetaData().getColumnType(1) != Types.VARCHAR;
      long sum = 0;
      while (rows.next()) {
        sum += 1 + (isNumber ? rows.getLong(1) : 0);
      }
      return sum;
    }
  }

  private static long points(Connection connection) throws SQLException {
    SplittableRandom random = new SplittableRandom(107);
    long sum = 0;
    String sql = "SELECT quantity FROM orders WHERE " + key(connection) + " = ";
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < POINTS; i++) {
        try (ResultSet row = statement.executeQuery(sql + random.nextInt(ROWS))) {
          sum += row.next() ? row.getLong(1) : -1;
        }
      }
    }
    return sum;
  }

  private static long prepared(Connection connection) throws SQLException {
    SplittableRandom random = new SplittableRandom(107);
    long sum = 0;
    String sql = "SELECT quantity FROM orders WHERE " + key(connection) + " = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < POINTS; i++) {
        statement.setLong(1, random.nextInt(ROWS));
        try (ResultSet row = statement.executeQuery()) {
          sum += row.next() ? row.getLong(1) : -1;
        }
      }
    }
    return sum;
  }

  /** The column that finds a row without a scan. */
  private static String key(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2") ? "id" : "key";
  }

  private static Order order(long id) {
    SplittableRandom random = new SplittableRandom(id);
    return new Order(
        id,
        random.nextLong(ROWS),
        "customer " + random.nextInt(100_000),
        random.nextInt(100),
        random.nextInt(1_000_000) / 100.0,
        LocalDateTime.ofInstant(Instant.ofEpochSecond(random.nextInt()), ZoneOffset.UTC));
  }

  private static void fillCache(CacheManager manager) {
    manager.destroyCache("ORDERS");
    var types = new MutableConfiguration<Long, Order>().setTypes(Long.class, Order.class);
    var cache = manager.createCache("ORDERS", types);
    for (long id = 0; id < ROWS; id++) {
      cache.put(id, order(id));
    }
  }

  private static void fillH2(Connection h2) throws SQLException {
    try (Statement statement = h2.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (id BIGINT PRIMARY KEY, parent BIGINT, customer VARCHAR,"
              + " quantity INT, price DOUBLE PRECISION, at TIMESTAMP)");
    }
    try (PreparedStatement insert =
        h2.prepareStatement("INSERT INTO orders VALUES (?,?,?,?,?,?)")) {
      for (long id = 0; id < ROWS; id++) {
        Order order = order(id);
        insert.setLong(1, order.id());
        insert.setLong(2, order.parent());
        insert.setString(3, order.customer());
        insert.setInt(4, order.quantity());
        insert.setDouble(5, order.price());
        insert.setTimestamp(6, Timestamp.valueOf(order.at()));
        insert.addBatch();
        if (id % 1_000 == 999) {
          insert.executeBatch();
        }
      }
    }
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
