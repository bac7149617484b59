package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.jcache.ShmCache;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShmDriverTest {
  private final Driver driver = new ShmDriver();

  @Test
  void aQueryThroughDriverManagerReadsACache() throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(9);
      try (Connection connection = space.connect();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select customer, sum(amount) from orders group by customer order by 1")) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString("CUSTOMER") + " " + rows.getLong(2));
        }
        assertThat(found).containsExactly("customer 0 9", "customer 1 12", "customer 2 15");
      }
    }
  }

  @Test
  void aPreparedStatementFindsAKeyAgainAndAgain() throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(100);
      try (Connection connection = space.connect();
          PreparedStatement statement =
              connection.prepareStatement("select amount from orders where key = ?")) {
        for (int key = 0; key < 100; key += 9) {
          statement.setInt(1, key);
          try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(key);
            assertThat(rows.next()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void aTransactionSeesOneVersionUntilItCommits() throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      var orders = space.orders(10);
      try (Connection connection = space.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        assertThat(count(statement)).isEqualTo(10);
        orders.remove(3L);
        assertThat(count(statement)).isEqualTo(10);
        connection.commit();
        assertThat(count(statement)).isEqualTo(9);
        orders.remove(4L);
        connection.setAutoCommit(true);
        assertThat(count(statement)).isEqualTo(8);
      }
    }
  }

  @Test
  void connectionsToOnePlaceShareItAndComeAndGo() throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(3);
      try (Connection first = space.connect()) {
        try (Connection second = space.connect();
            Statement statement = second.createStatement()) {
          assertThat(count(statement)).isEqualTo(3);
        }
        try (Statement statement = first.createStatement()) {
          assertThat(count(statement)).isEqualTo(3);
        }
      }
      try (Connection third = space.connect();
          Statement statement = third.createStatement()) {
        assertThat(count(statement)).isEqualTo(3);
      }
    }
  }

  @Test
  void aPlaceWithoutASpaceIsRefusedByNameAndNotMade(@TempDir Path directory) {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:shmstl:" + missing))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  void anExportedFileIsADatabaseToo(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("orders.export");
    try (SpaceKit space = new SpaceKit()) {
      space.orders(9).unwrap(ShmCache.class).exportTo(file);
    }

    try (Connection connection = DriverManager.getConnection("jdbc:shmstl:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(count(statement)).isEqualTo(9);
      assertThat(connection.getMetaData().getTables(null, "CACHES", "%", null).next()).isTrue();
    }
  }

  @Test
  void aCacheThatComesAndGoesIsATableThatComesAndGoes() throws SQLException {
    try (SpaceKit space = new SpaceKit();
        Connection connection = space.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> count(statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
      var orders = space.orders(2);
      assertThat(count(statement)).isEqualTo(2);
      orders.getCacheManager().destroyCache("ORDERS");
      assertThatThrownBy(() -> count(statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  @Test
  void aPreparedStatementIsBoundAnewToACacheOfOtherTypes() throws SQLException {
    try (SpaceKit space = new SpaceKit();
        Connection connection = space.connect();
        PreparedStatement statement =
            prepareOn(space, connection, "SELECT value FROM names WHERE key = ?")) {
      CacheManager manager = space.cache("other", Long.class, Long.class).getCacheManager();
      statement.setLong(1, 1);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1)).isEqualTo("one");
      }
      manager.destroyCache("NAMES");
      space.cache("NAMES", Long.class, Long.class).put(1L, 11L);
      assertThat(statement.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1)).isEqualTo(11L);
      }
      connection.setAutoCommit(false);
      manager.destroyCache("NAMES");
      space.cache("NAMES", Long.class, String.class);
      assertThatThrownBy(statement::executeQuery)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
      connection.setAutoCommit(true);
      manager.destroyCache("NAMES");
      assertThatThrownBy(statement::executeQuery)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  private static PreparedStatement prepareOn(SpaceKit space, Connection connection, String sql)
      throws SQLException {
    space.cache("NAMES", Long.class, String.class).put(1L, "one");
    return connection.prepareStatement(sql);
  }

  @Test
  void foreignUrlsAreSomebodyElses() throws SQLException {
    assertThat(driver.connect("jdbc:h2:mem:x", new Properties())).isNull();
    assertThat(driver.connect(null, null)).isNull();
    assertThat(driver.acceptsURL("jdbc:h2:mem:x")).isFalse();
    assertThat(driver.acceptsURL("JDBC:SHMSTL:x")).isTrue();
  }

  @Test
  void itIsFoundAsAService() {
    assertThat(ServiceLoader.load(Driver.class)).hasAtLeastOneElementOfType(ShmDriver.class);
  }

  @Test
  void itAsksForItsOwnPropertiesOnly() throws SQLException {
    DriverPropertyInfo[] infos =
        driver.getPropertyInfo("jdbc:shmstl:default;star=values", new Properties());

    assertThat(infos)
        .extracting(info -> info.name)
        .containsExactly("star", "queryTimeout", "memory");
    assertThat(infos[0].value).isEqualTo("values");
    assertThat(infos[0].choices).containsExactly("all", "values");
    assertThat(infos).noneMatch(info -> info.required);
  }

  private static int count(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select count(*) from orders")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
