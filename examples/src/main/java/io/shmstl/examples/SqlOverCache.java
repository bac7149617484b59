package io.shmstl.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQL over the caches of another JVM: a shop takes orders in one process, this one groups, joins
 * and watches them through JDBC, and stops nobody.
 */
public final class SqlOverCache {
  private static final int LOOKS = 4;
  private static final String SOME = "20000";
  private static final int WIDTH = 14;

  private SqlOverCache() {}

  /** Starts the example; it takes no arguments. */
  public static void main(String[] args) throws IOException, SQLException {
    Path directory = TwoJvms.newSpace("shmstl-sql-");
    try (DemoJvm shop = DemoJvm.start(Shop.class, directory)) {
      System.out.printf("A shop (pid %d) takes orders.%n", shop.pid());
      shop.order(SOME);
      try (Connection connection = DriverManager.getConnection("jdbc:shmstl:" + directory)) {
        group(connection);
        join(connection);
        watch(connection, shop);
        look(connection, shop);
      }
    } finally {
      TwoJvms.delete(directory);
    }
  }

  private static void group(Connection connection) throws SQLException {
    System.out.println("\nOrders by the number of items, on a snapshot:");
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select items, count(*) as orders, sum(total) as total, max(total) as largest
                from orders group by items order by items
                """)) {
      Rows.print(rows, WIDTH);
    }
  }

  private static void join(Connection connection) throws SQLException {
    System.out.println("\nBest customers of Austria and Japan, two caches joined:");
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select c.name, c.country, count(*) as orders, sum(o.total) as total
            from orders o join customers c on o.customer = c.key
            where c.country in (?, ?)
            group by c.key, c.name, c.country order by total desc limit 3
            """)) {
      statement.setString(1, "AT");
      statement.setString(2, "JP");
      try (ResultSet rows = statement.executeQuery()) {
        Rows.print(rows, WIDTH);
      }
    }
  }

  /** Each execution sees what is there when it starts. */
  private static void watch(Connection connection, DemoJvm shop) throws IOException, SQLException {
    System.out.println("\nThe shop goes on; each look sees more:");
    try (PreparedStatement count = connection.prepareStatement("select count(*) from orders")) {
      for (int i = 0; i < LOOKS; i++) {
        shop.send(SOME);
        System.out.printf("  %,d orders%n", first(count));
        shop.result();
      }
    }
  }

  /** All executions of a transaction see the same. */
  private static void look(Connection connection, DemoJvm shop) throws IOException, SQLException {
    System.out.println("\nA transaction sees one version, however often it looks:");
    connection.setAutoCommit(false);
    try (PreparedStatement count = connection.prepareStatement("select count(*) from orders")) {
      for (int i = 0; i < LOOKS; i++) {
        shop.send(SOME);
        System.out.printf("  %,d orders%n", first(count));
        shop.result();
      }
      connection.commit();
      System.out.printf("After its commit: %,d orders%n", first(count));
    }
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
