package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final MemoryDatabase database = MemoryDatabase.empty();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
  }

  @AfterEach
  void everythingWasGivenBack() throws SQLException {
    connection.close();
    assertThat(database.openViews()).isZero();
    assertThat(database.closes()).isEqualTo(1);
  }

  @Test
  void executionsOfATransactionShareOneView() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement first = connection.createStatement();
        Statement second = connection.createStatement()) {
      first.executeQuery("values 1").close();
      ResultSet open = second.executeQuery("values 1");
      assertThat(database.views()).isEqualTo(1);
      assertThat(database.openViews()).isEqualTo(1);
      connection.rollback();
      assertThat(open.isClosed()).isTrue();
      assertThat(second.isClosed()).isFalse();
      assertThat(database.openViews()).isZero();
      second.executeQuery("values 1");
      assertThat(database.views()).isEqualTo(2);
    }
  }

  @Test
  void executionsInAutoCommitModeHaveViewsOfTheirOwn() throws SQLException {
    try (Statement first = connection.createStatement();
        Statement second = connection.createStatement()) {
      first.executeQuery("values 1");
      second.executeQuery("values 1");
      assertThat(database.openViews()).isEqualTo(2);
    }
    assertThat(database.openViews()).isZero();
  }

  @Test
  void changingTheModeEndsTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("values 1");
      connection.setAutoCommit(false);
      assertThat(database.openViews()).isEqualTo(1);
      connection.setAutoCommit(true);
      assertThat(database.openViews()).isZero();
    }
  }

  @Test
  void commitHasNoMeaningInAutoCommitMode() {
    assertThatThrownBy(connection::commit).hasMessageContaining("auto-commit");
    assertThatThrownBy(connection::rollback).hasMessageContaining("auto-commit");
  }

  @Test
  void itIsReadOnlyAndWarnsWhoWantsItOtherwise() throws SQLException {
    assertThat(connection.isReadOnly()).isTrue();
    connection.setReadOnly(true);
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.setReadOnly(false);
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("read-only");
    assertThat(connection.isReadOnly()).isTrue();
  }

  @Test
  void levelsThatRepeatableReadFulfilsAreAccepted() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    assertThatThrownBy(
            () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> connection.setTransactionIsolation(77))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void whatPoolsSetIsRemembered() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 500);
    assertThat(connection.getNetworkTimeout()).isEqualTo(500);
    connection.setClientInfo("ApplicationName", "test");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("test");
    connection.setClientInfo("Nonsense", "x");
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("Nonsense");
    connection.clearWarnings();
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.setCatalog("anything");
    assertThat(connection.getCatalog()).isNull();
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(connection.getTypeMap()).isEmpty();
    assertThat(connection.isValid(0)).isTrue();
  }

  @Test
  void theSchemaIsWhereNamesAreLookedUpFirst() throws SQLException {
    assertThat(connection.getSchema()).isEqualTo("CACHES");
    connection.setSchema("caches");
    assertThat(connection.getSchema()).isEqualTo("CACHES");
    assertThatThrownBy(() -> connection.setSchema("NOWHERE"))
        .hasMessageContaining("there are CACHES");
  }

  @Test
  void afterCloseItSaysSoAndIsNotValid() throws SQLException {
    Statement statement = connection.createStatement();
    connection.close();
    connection.close();

    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void itUnwrapsToWhatItIs() throws SQLException {
    assertThat(connection.isWrapperFor(ShmConnection.class)).isTrue();
    assertThat(connection.unwrap(ShmConnection.class)).isSameAs(connection);
    assertThat(connection.isWrapperFor(String.class)).isFalse();
    assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    assertThat(connection.getMetaData().unwrap(DatabaseMetaData.class)).isNotNull();
  }

  @Test
  void urlsAreRead() throws SQLException {
    Properties beside = new Properties();
    beside.setProperty("user", "somebody");
    beside.setProperty("queryTimeout", "3");

    ConnectionUrl url = ConnectionUrl.parse("jdbc:shmstl:/tmp/x;star=values;memory=2m", beside);
    assertThat(url.location()).hasToString("/tmp/x");
    assertThat(url.starShowsKeys()).isFalse();
    assertThat(url.memoryBytes()).isEqualTo(2 << 20);
    assertThat(url.queryTimeoutSeconds()).isEqualTo(3);

    ConnectionUrl other = ConnectionUrl.parse("jdbc:shmstl:orders?star=all&queryTimeout=9", beside);
    assertThat(other.location()).hasFileName("orders");
    assertThat(other.starShowsKeys()).isTrue();
    assertThat(other.queryTimeoutSeconds()).isEqualTo(9);

    assertThat(ConnectionUrl.parse("jdbc:shmstl:", new Properties()).location())
        .hasFileName("default");
  }

  @Test
  void wrongUrlsSayWhatIsWrong() {
    assertWrong("jdbc:shmstl:x;sta=all", "unknown property 'sta', expected one of star,");
    assertWrong("jdbc:shmstl:x;star=none", "property star is 'none', expected all or values");
    assertWrong("jdbc:shmstl:x?queryTimeout=soon", "property queryTimeout is 'soon'");
    assertWrong("jdbc:shmstl:x?memory=99999999999999g", "property memory is");
    assertWrong("jdbc:shmstl:x?memory=much", "'much', expected a size such as 256m");
    assertWrong("jdbc:shmstl:x?queryTimeout=soon", "'soon', expected seconds up to");
    assertWrong("jdbc:shmstl:../x", "space '../x'");
  }

  private static void assertWrong(String url, String message) {
    assertThatThrownBy(() -> ConnectionUrl.parse(url, new Properties()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining(message);
  }
}
