package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HikariCP as a pool, in both modes. */
class HikariTest {
  private static final int THREADS = 4;
  private static final int QUERIES = 50;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPoolServesManyThreads(boolean autoCommit) throws Exception {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(100);
      try (HikariDataSource pool = new HikariDataSource(config(space, autoCommit));
          ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        List<Future<Long>> sums = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          sums.add(threads.submit(() -> sumOfQueries(pool)));
        }
        for (Future<Long> sum : sums) {
          assertThat(sum.get()).isEqualTo(QUERIES * (QUERIES - 1L) / 2);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatComesBackShowsWhatIsThereNow(boolean autoCommit) throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      var orders = space.orders(5);
      HikariConfig config = config(space, autoCommit);
      config.setMaximumPoolSize(1);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        assertThat(count(pool)).isEqualTo(5);
        orders.remove(1L);
        assertThat(count(pool)).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAPoolConfiguresIsAccepted(boolean autoCommit) throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(5);
      HikariConfig config = config(space, autoCommit);
      config.setReadOnly(true);
      config.setSchema("SYS");
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      config.setConnectionTestQuery("select 1");
      config.setConnectionInitSql("select count(*) from caches.orders");
      config.setDriverClassName(ShmDriver.class.getName());
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection()) {
        assertThat(connection.getSchema()).isEqualTo("SYS");
        assertThat(connection.isWrapperFor(ShmConnection.class)).isTrue();
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
      }
    }
  }

  private static HikariConfig config(SpaceKit space, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(space.url());
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(THREADS - 1);
    return config;
  }

  private static long sumOfQueries(HikariDataSource pool)
      throws SQLException, InterruptedException, ExecutionException {
    long sum = 0;
    for (int i = 0; i < QUERIES; i++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement statement =
              connection.prepareStatement("select amount from orders where key = ?")) {
        statement.setLong(1, i);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          sum += rows.getLong(1);
        }
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
      }
    }
    return sum;
  }

  private static long count(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from orders")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
