package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shmstl.sql.MemoryCatalog;
import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.catalog.ReadView;
import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a statement does whose snapshot has to give way. */
class SnapshotTooOldTest {
  private final GivingWay table = new GivingWay();
  private final MemoryDatabase database = new MemoryDatabase(new MemoryCatalog().add(table));

  @AfterEach
  void everyViewWasGivenBack() {
    assertThat(database.openViews()).isZero();
  }

  @Test
  void statementOfWhichNobodyHasSeenARowStartsOnceMore() throws SQLException {
    table.failures = 1;
    assertThat(numbers(true)).containsExactly(0L, 1L, 2L);
    assertThat(database.views()).isEqualTo(2);
  }

  @Test
  void statementThatCouldNotBeOpenedStartsOnceMore() throws SQLException {
    table.failures = 1;
    table.failsAtOnce = true;
    assertThat(numbers(true)).containsExactly(0L, 1L, 2L);
    assertThat(database.views()).isEqualTo(2);
  }

  @Test
  void statementStartsOnceMoreOnlyOnce() {
    table.failures = 2;
    assertThat(failure(true).getSQLState()).isEqualTo("40001");
    assertThat(database.views()).isEqualTo(2);
  }

  @Test
  void rowThatWasSeenIsNotShownAgain() {
    table.failures = 1;
    table.rowsBefore = 1;
    assertThat(failure(true).getSQLState()).isEqualTo("40001");
    assertThat(database.views()).isEqualTo(1);
  }

  @Test
  void transactionKeepsItsViewAndEnds() {
    table.failures = 1;
    assertThat(failure(false).getSQLState()).isEqualTo("40001");
    assertThat(database.views()).isEqualTo(1);
  }

  private SQLException failure(boolean isAutoCommit) {
    return catchThrowableOfType(SQLException.class, () -> numbers(isAutoCommit));
  }

  private List<Long> numbers(boolean isAutoCommit) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(isAutoCommit);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    }
    return numbers;
  }

  /** Three rows, whose first scans are too old after some of them. */
  private static final class GivingWay implements Table {
    private int failures;
    private int rowsBefore;
    private boolean failsAtOnce;

    @Override
    public String schema() {
      return MemoryCatalog.SCHEMA;
    }

    @Override
    public String name() {
      return "T";
    }

    @Override
    public List<Column> columns() {
      return List.of(Column.of("N", SqlType.BIGINT));
    }

    @Override
    public long estimatedRows() {
      return 3;
    }

    @Override
    public int keyColumn() {
      return NO_KEY;
    }

    @Override
    public TableCursor find(ReadView view, Object key, BitSet columns) {
      throw new UnsupportedOperationException("there is no key");
    }

    @Override
    public TableCursor scan(ReadView view, BitSet columns) {
      boolean fails = failures > 0;
      failures--;
      if (fails && failsAtOnce) {
        throw tooOld();
      }
      return new TableCursor() {
        private long row = -1;

        @Override
        public boolean next() {
          row++;
          if (fails && row == rowsBefore) {
            throw tooOld();
          }
          return row < 3;
        }

        @Override
        public @Nullable Object get(int column) {
          return row;
        }

        @Override
        public void close() {
          // nothing is held
        }
      };
    }

    private static RuntimeException tooOld() {
      return SqlErrors.tooOld("T", new IllegalStateException("snapshot too old"));
    }
  }
}
