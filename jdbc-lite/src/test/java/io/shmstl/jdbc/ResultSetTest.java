package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetTest {
  private final MemoryDatabase database = MemoryDatabase.empty();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
    assertThat(database.openViews()).isZero();
  }

  @Test
  void labelsAreFoundExactlyThenInAnyCaseThenFirst() throws SQLException {
    try (ResultSet rows = rows("select 1 as \"a\", 2 as \"A\", 3 as B, 4 as B")) {
      rows.next();
      assertThat(rows.getInt("a")).isEqualTo(1);
      assertThat(rows.getInt("A")).isEqualTo(2);
      assertThat(rows.getInt("b")).isEqualTo(3);
      assertThatThrownBy(() -> rows.getInt("c"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"));
      assertThatThrownBy(() -> rows.getInt(5)).hasMessage("column 5, expected 1 to 4");
      assertThatThrownBy(() -> rows.getInt(0)).hasMessage("column 0, expected 1 to 4");
    }
  }

  @Test
  void aValueIsReadOnARowOnly() throws SQLException {
    ResultSet rows = rows("values 1");
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("call next()");
    rows.next();
    assertThat(rows.getInt(1)).isEqualTo(1);
    rows.next();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("call next()");
    rows.close();
    assertThatThrownBy(() -> rows.getInt(1)).hasMessage("the result set is closed");
    assertThatThrownBy(rows::next).hasMessage("the result set is closed");
  }

  @Test
  void forwardOnlyRefusesToGoBack() throws SQLException {
    try (ResultSet rows = rows("values 1, 2")) {
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertThat(rows.isLast()).isFalse();
      assertThat(rows.getRow()).isEqualTo(1);
      for (Move move :
          List.<Move>of(rows::previous, rows::first, rows::last, () -> rows.absolute(1))) {
        assertThatThrownBy(move::make).hasMessage("the result set is forward-only");
      }
      assertThat(rows.next()).isTrue();
      assertThat(rows.isLast()).isTrue();
    }
  }

  @Test
  void anEmptyResultHasNoPlaces() throws SQLException {
    for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
      try (ResultSet rows = rows("select 1 where 1 = 0", type)) {
        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isFalse();
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isZero();
      }
    }
  }

  /** Random moves, beside H2's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scrollingGoesWhereH2Goes(long seed) throws SQLException {
    Random random = new Random(seed);
    String sql = "select x from (values (1), (2), (3), (4), (5)) t(x)";
    List<String> log = new ArrayList<>();
    try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
        Statement other =
            h2.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet expected = other.executeQuery(sql);
        ResultSet rows = rows(sql, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
      for (int i = 0; i < 300; i++) {
        int move = random.nextInt(8);
        int argument = random.nextInt(-7, 8);
        log.add(move + "(" + argument + ")");
        assertThat(move(rows, move, argument))
            .as("%s", log)
            .isEqualTo(move(expected, move, argument));
        assertThat(where(rows)).as("%s", log).isEqualTo(where(expected));
      }
    }
  }

  @Test
  void everyUpdateIsRefused() throws ReflectiveOperationException, SQLException {
    int refused = 0;
    try (ResultSet rows = rows("values 1")) {
      rows.next();
      for (Method method : ResultSet.class.getMethods()) {
        if (method.getName().startsWith("update") || method.getName().endsWith("Row")) {
          if (method.getName().equals("getRow") || method.getName().equals("refreshRow")) {
            continue;
          }
          refused++;
          assertThatThrownBy(() -> call(rows, method))
              .as(method.toString())
              .isInstanceOf(SQLException.class);
        }
      }
      assertThat(rows.rowUpdated()).isFalse();
      assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }
    assertThat(refused).isGreaterThan(90);
  }

  @Test
  void columnsAreDescribed() throws SQLException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(1);
      try (Connection caches = space.connect();
          Statement statement = caches.createStatement();
          ResultSet rows =
              statement.executeQuery("select o.amount as n, amount + 1 from orders o")) {
        var columns = rows.getMetaData();
        assertThat(columns.getColumnCount()).isEqualTo(2);
        assertThat(columns.getColumnLabel(1)).isEqualTo("N");
        assertThat(columns.getColumnName(1)).isEqualTo("amount");
        assertThat(columns.getTableName(1)).isEqualTo("ORDERS");
        assertThat(columns.getSchemaName(1)).isEqualTo("CACHES");
        assertThat(columns.getCatalogName(1)).isEmpty();
        assertThat(columns.getColumnType(1)).isEqualTo(java.sql.Types.INTEGER);
        assertThat(columns.getColumnTypeName(1)).isEqualTo("INTEGER");
        assertThat(columns.getColumnClassName(1)).isEqualTo("java.lang.Integer");
        assertThat(columns.isNullable(1)).isEqualTo(java.sql.ResultSetMetaData.columnNoNulls);
        assertThat(columns.isSigned(1)).isTrue();
        assertThat(columns.isReadOnly(1)).isTrue();
        assertThat(columns.getColumnDisplaySize(1)).isEqualTo(11);
        assertThat(columns.getTableName(2)).isEmpty();
        assertThatThrownBy(() -> columns.getColumnType(3)).hasMessage("column 3, expected 1 to 2");
      }
    }
  }

  private static Object move(ResultSet rows, int move, int argument) throws SQLException {
    return switch (move) {
      case 0, 1 -> rows.next();
      case 2 -> rows.previous();
      case 3 -> rows.first();
      case 4 -> rows.last();
      case 5 -> rows.absolute(argument);
      case 6 -> rows.relative(argument);
      default -> {
        if (argument > 0) {
          rows.afterLast();
        } else {
          rows.beforeFirst();
        }
        yield "";
      }
    };
  }

  private static String where(ResultSet rows) throws SQLException {
    String value = rows.getRow() == 0 ? "none" : rows.getString(1);
    return "%d %s %b %b %b %b"
        .formatted(
            rows.getRow(),
            value,
            rows.isBeforeFirst(),
            rows.isFirst(),
            rows.isLast(),
            rows.isAfterLast());
  }

  private static void call(ResultSet rows, Method method) throws Throwable {
    @Nullable Object[] arguments = new @Nullable Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] = type == String.class ? "C1" : type.isPrimitive() ? primitive(type) : null;
    }
    try {
      method.invoke(rows, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object primitive(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> true;
      case "byte" -> (byte) 1;
      case "short" -> (short) 1;
      case "long" -> 1L;
      case "float" -> 1f;
      case "double" -> 1d;
      default -> 1;
    };
  }

  private ResultSet rows(String sql) throws SQLException {
    return rows(sql, ResultSet.TYPE_FORWARD_ONLY);
  }

  private ResultSet rows(String sql, int type) throws SQLException {
    Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
    statement.closeOnCompletion();
    return statement.executeQuery(sql);
  }

  /** A move of a result set. */
  private interface Move {
    boolean make() throws SQLException;
  }
}
