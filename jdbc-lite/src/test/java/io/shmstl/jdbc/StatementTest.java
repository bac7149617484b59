package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  /** Takes many minutes unless somebody ends it. */
  private static final String ENDLESS =
      "with t(x) as (values 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) select count(*) from"
          + " t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k, t l";

  private final MemoryDatabase database = MemoryDatabase.empty();
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    statement = connection.createStatement();
  }

  @AfterEach
  void everyViewWasGivenBack() throws SQLException {
    connection.close();
    assertThat(database.openViews()).isZero();
    assertThat(database.closes()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select                              | 42000 | SQLSyntaxErrorException
          select * from nowhere               | 42S02 | SQLSyntaxErrorException
          select x                            | 42S22 | SQLSyntaxErrorException
          insert into t values (1)            | 25006 | SQLNonTransientException
          drop table t                        | 25006 | SQLNonTransientException
          select 1 / 0                        | 22012 | SQLDataException
          select cast('x' as int)             | 22018 | SQLDataException
          select 1; select 2                  | 42000 | SQLSyntaxErrorException
          """)
  void failuresCarryTheirStateInTheClassThatFits(String sql, String state, String type) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
              }
            });

    assertThat(failure.getSQLState()).isEqualTo(state);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat((Throwable) failure).hasCauseInstanceOf(io.shmstl.sql.error.SqlFailure.class);
  }

  @Test
  void writesAreRefusedWhicheverWayTheyAreCalled() {
    String write = "delete from t";

    for (String state :
        new String[] {
          stateOf(() -> statement.execute(write)),
          stateOf(() -> statement.executeUpdate(write)),
          stateOf(() -> statement.executeLargeUpdate(write)),
          stateOf(() -> statement.executeUpdate(write, Statement.RETURN_GENERATED_KEYS)),
          stateOf(() -> statement.addBatch(write)),
          stateOf(() -> connection.prepareStatement(write))
        }) {
      assertThat(state).isEqualTo("25006");
    }
  }

  @Test
  void aQueryIsNotAnUpdate() {
    assertThatThrownBy(() -> statement.executeUpdate("select 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("executeQuery()");
  }

  @Test
  void theLoopOverAllResultsEnds() throws SQLException {
    assertThat(statement.execute("values 1, 2")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    ResultSet rows = statement.getResultSet();
    assertThat(rows.next()).isTrue();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getResultSet()).isNull();
    assertThat(rows.isClosed()).isTrue();
  }

  @Test
  void theNextExecutionClosesTheResultSetBefore() throws SQLException {
    ResultSet first = statement.executeQuery("values 1, 2");
    ResultSet second = statement.executeQuery("values 3");

    assertThat(first.isClosed()).isTrue();
    assertThat(second.next()).isTrue();
    assertThat(database.openViews()).isEqualTo(1);
  }

  @Test
  void aResultSetThatWasKeptIsNotCutShortInSilence() throws SQLException {
    ResultSet kept = statement.executeQuery("values 1, 2");
    assertThat(kept.next()).isTrue();
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    assertThat(kept.isClosed()).isFalse();
    assertThat(kept.next()).isTrue();
    statement.executeQuery("values 3");

    assertThatThrownBy(kept::next).hasMessage("the result set is closed");
  }

  @Test
  void aViewIsGivenBackAtTheLastRow() throws SQLException {
    ResultSet rows = statement.executeQuery("values 1, 2");
    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(database.openViews()).isEqualTo(1);
    assertThat(rows.next()).isFalse();
    assertThat(database.openViews()).isZero();
    assertThat(rows.isAfterLast()).isTrue();
  }

  @Test
  void maxRowsEndsTheRows() throws SQLException {
    statement.setMaxRows(2);
    try (ResultSet rows = statement.executeQuery("values 1, 2, 3")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.next()).isFalse();
    }
    assertThat(database.openViews()).isZero();
  }

  @Test
  void closeOnCompletionClosesWithItsResultSet() throws SQLException {
    statement.closeOnCompletion();
    ResultSet first = statement.executeQuery("values 1");
    ResultSet second = statement.executeQuery("values 2");
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void cancelFromAnotherThreadEndsIt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(() ->
            catchThrowableOfType(
                SQLException.class,
                () -> {
                  ResultSet rows = statement.executeQuery(ENDLESS);
                  started.countDown();
                  rows.next();
                }));
    started.await();
    statement.cancel();

    assertThat(ended.get())
        .isInstanceOfSatisfying(
            SQLTimeoutException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    try (ResultSet rows = statement.executeQuery("values 1")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void closeOfTheConnectionEndsWhatRuns() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(() ->
            catchThrowableOfType(
                SQLException.class,
                () -> {
                  ResultSet rows = statement.executeQuery(ENDLESS);
                  started.countDown();
                  rows.next();
                }));
    started.await();
    connection.close();

    assertThat(ended.get()).isInstanceOf(SQLException.class);
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void theQueryTimeoutEndsIt() throws SQLException {
    statement.setQueryTimeout(1);

    assertThatThrownBy(() -> statement.executeQuery(ENDLESS).next())
        .isInstanceOf(SQLTimeoutException.class)
        .hasMessageContaining("time limit");
  }

  @Test
  void theTimeoutOfTheUrlHoldsForEveryStatement() throws SQLException {
    try (Connection limited =
            new MemoryDatabase(new io.shmstl.sql.MemoryCatalog()).connect(";queryTimeout=7");
        Statement own = limited.createStatement()) {
      assertThat(own.getQueryTimeout()).isEqualTo(7);
    }
  }

  @Test
  void memoryIsBounded() throws SQLException {
    try (Connection limited =
            new MemoryDatabase(new io.shmstl.sql.MemoryCatalog()).connect("?memory=64k");
        Statement own =
            limited.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      String many =
          "with t(x) as (values 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) select repeat('x', 100) from"
              + " t a, t b, t c";
      assertThat(stateOf(() -> own.executeQuery(many).last())).isEqualTo("53200");
    }
  }

  @Test
  void optionsAreCheckedAndRemembered() throws SQLException {
    statement.setFetchSize(10);
    statement.setFetchDirection(ResultSet.FETCH_UNKNOWN);
    statement.setMaxFieldSize(5);
    statement.setPoolable(true);
    assertThat(statement.getFetchSize()).isEqualTo(10);
    assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_UNKNOWN);
    assertThat(statement.getMaxFieldSize()).isEqualTo(5);
    assertThat(statement.isPoolable()).isTrue();
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThatThrownBy(() -> statement.setFetchSize(-1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.setMaxRows(-1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.setQueryTimeout(-1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.setFetchDirection(7)).isInstanceOf(SQLException.class);
  }

  @Test
  void aClosedStatementSaysSo() throws SQLException {
    statement.close();
    statement.close();

    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(() -> statement.executeQuery("values 1"))
        .hasMessage("the statement is closed");
    assertThatThrownBy(() -> statement.getMaxRows()).hasMessage("the statement is closed");
  }

  @Test
  void escapesOfJdbcAreUnderstood() throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select {d '2026-01-02'}, {ts '2026-01-02 03:04:05'}, {fn UCASE('x{y}')}, '{d ''1''}'"
                + " from {oj (values 1) a left join (values 1) b on 1 = 1} {limit 1}")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getDate(1)).hasToString("2026-01-02");
      assertThat(rows.getTimestamp(2)).hasToString("2026-01-02 03:04:05.0");
      assertThat(rows.getString(3)).isEqualTo("X{Y}");
      assertThat(rows.getString(4)).isEqualTo("{d '1'}");
    }
    assertThat(connection.nativeSQL("{t '01:02:03'}")).isEqualTo("TIME '01:02:03'");
    statement.setEscapeProcessing(false);
    assertThatThrownBy(() -> statement.executeQuery("select {d '2026-01-02'}"))
        .isInstanceOf(SQLSyntaxErrorException.class);
  }

  @Test
  void kindsOfResultSetsThatAreNotThereComeWithAWarning() throws SQLException {
    try (Statement other =
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      assertThat(other.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(other.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat((Throwable) other.getWarnings()).hasMessageContaining("not sensitive");
      assertThat((Throwable) other.getWarnings().getNextWarning())
          .hasMessageContaining("not updatable");
      other.clearWarnings();
      assertThat((Throwable) other.getWarnings()).isNull();
    }
    assertThatThrownBy(() ->
            connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.HOLD_CURSORS_OVER_COMMIT))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void generatedKeysAreAnEmptyResult() throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isFalse();
    }
    assertThat(statement.executeBatch()).isEmpty();
  }

  @Test
  void parametersMustAllBeSet() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement("select ?, ?")) {
      prepared.setInt(1, 1);
      assertThatThrownBy(prepared::executeQuery).hasMessage("parameter 2 is not set");
      assertThatThrownBy(() -> prepared.setInt(3, 1)).hasMessage("parameter 3, expected 1 to 2");
      prepared.setNull(2, java.sql.Types.INTEGER);
      assertThat(prepared.executeQuery().next()).isTrue();
      prepared.clearParameters();
      assertThatThrownBy(prepared::executeQuery).hasMessage("parameter 1 is not set");
      assertThatThrownBy(() -> prepared.executeQuery("select 1"))
          .hasMessage("a prepared statement has its own text");
    }
  }

  private static String stateOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }
}
