package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseMetaDataTest {
  /** A key of two columns. */
  record Place(String street, int number) {}

  private static SpaceKit space = new SpaceKit();
  private static @Nullable Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    space.orders(7);
    space.cache("places", Place.class, String.class).put(new Place("street", 7), "somebody");
    space.cache("names_of%things", String.class, String.class).put("a", "b");
    connection = space.connect();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    metadata().getConnection().close();
    space.close();
  }

  @Test
  void everyMethodAnswersWhateverItIsAsked() throws ReflectiveOperationException, SQLException {
    int asked = 0;
    for (Method method : DatabaseMetaData.class.getMethods()) {
      for (Object[] arguments : arguments(method)) {
        asked++;
        Object answer = call(method, arguments);
        if (answer instanceof ResultSet rows) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              rows.getObject(i);
            }
          }
          assertThat(rows.getStatement().getConnection()).isSameAs(connection);
          rows.close();
        }
      }
    }
    assertThat(asked).isGreaterThan(250);
  }

  @Test
  void resultSetsHaveTheColumnsOfTheSpecification()
      throws ReflectiveOperationException, SQLException {
    Map<String, String> specified = specifiedColumns();
    int compared = 0;
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getReturnType() == ResultSet.class) {
        compared++;
        try (ResultSet rows =
            (ResultSet) Objects.requireNonNull(call(method, arguments(method).getFirst()))) {
          assertThat(describe(rows.getMetaData()))
              .as(method.toString())
              .isEqualTo(columnsOf(Objects.requireNonNull(specified.get(method.getName()))));
        }
      }
    }
    assertThat(compared).isEqualTo(specified.size() + 1); // getSchemas comes in two forms
  }

  @Test
  void tablesAreFoundByPattern() throws SQLException {
    assertThat(tables(null, "%"))
        .contains("CACHES.ORDERS", "CACHES.names_of%things", "CACHES.places");
    assertThat(tables("CACHES", "%"))
        .containsExactly("CACHES.ORDERS", "CACHES.names_of%things", "CACHES.places");
    assertThat(tables("CACHES", "ORD%")).containsExactly("CACHES.ORDERS");
    assertThat(tables("CACHES", "O_DERS")).containsExactly("CACHES.ORDERS");
    assertThat(tables("C_CHES", "names\\_of\\%things")).containsExactly("CACHES.names_of%things");
    assertThat(tables(null, "ORDER\\_")).isEmpty();
    assertThat(tables("", "%")).isEmpty();
    assertThat(tables(null, "orders")).isEmpty();
  }

  @Test
  void typesOfTablesSelect() throws SQLException {
    assertThat(column(metadata().getTableTypes(), 1)).containsExactly("SYSTEM TABLE", "TABLE");
    assertThat(column(metadata().getTables(null, null, "%", new String[] {"TABLE"}), 3))
        .containsExactly("ORDERS", "names_of%things", "places");
    assertThat(column(metadata().getTables(null, null, "%", new String[] {"VIEW"}), 3)).isEmpty();
    assertThat(column(metadata().getTables("another", null, "%", null), 3)).isEmpty();
    assertThat(column(metadata().getTables("", "CACHES", "ORDERS", null), 4))
        .containsExactly("TABLE");
  }

  @Test
  void columnsAreDescribedInOrder() throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = metadata().getColumns(null, "CACHES", "ORDERS", "%")) {
      while (rows.next()) {
        found.add(
            "%d %s %s %s %s"
                .formatted(
                    rows.getInt("ORDINAL_POSITION"),
                    rows.getString("COLUMN_NAME"),
                    JDBCType.valueOf(rows.getInt("DATA_TYPE")),
                    rows.getString("TYPE_NAME"),
                    rows.getString("IS_NULLABLE")));
      }
    }
    assertThat(found)
        .containsExactly(
            "1 KEY BIGINT BIGINT NO",
            "2 customer VARCHAR CHARACTER VARYING YES",
            "3 amount INTEGER INTEGER NO",
            "4 price NUMERIC DECFLOAT YES");
    assertThat(column(metadata().getColumns(null, "CACHES", "ORD%", "a%"), 4))
        .containsExactly("amount");
  }

  @Test
  void columnsToBeAskedForArePseudoColumns() throws SQLException {
    assertThat(column(metadata().getPseudoColumns(null, "CACHES", "ORDERS", "%"), 4))
        .contains("_CREATED", "_EXPIRES", "_VERSION", "_BYTES");
  }

  @Test
  void theKeyIsPrimaryKeyIndexAndIdentifier() throws SQLException {
    try (ResultSet rows = metadata().getPrimaryKeys(null, null, "ORDERS")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("KEY");
      assertThat(rows.getShort("KEY_SEQ")).isEqualTo((short) 1);
      assertThat(rows.getString("PK_NAME")).isEqualTo("PK_ORDERS");
      assertThat(rows.next()).isFalse();
    }
    try (ResultSet rows = metadata().getIndexInfo(null, "CACHES", "ORDERS", true, false)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean("NON_UNIQUE")).isFalse();
      assertThat(rows.getShort("TYPE")).isEqualTo(DatabaseMetaData.tableIndexHashed);
      assertThat(rows.getLong("CARDINALITY")).isEqualTo(7);
      assertThat(rows.next()).isFalse();
    }
    assertThat(column(metadata().getBestRowIdentifier(null, "CACHES", "ORDERS", 0, true), 2))
        .containsExactly("KEY");
    assertThat(column(metadata().getPrimaryKeys(null, "CACHES", "%"), 3))
        .containsExactly("ORDERS", "names_of%things", "places", "places");
  }

  @Test
  void theKeyOfARecordIsAllItsComponents() throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = metadata().getPrimaryKeys(null, "CACHES", "places")) {
      while (rows.next()) {
        found.add(rows.getString("COLUMN_NAME") + " " + rows.getShort("KEY_SEQ"));
      }
    }
    assertThat(found).containsExactly("number 2", "street 1");
    assertThat(column(metadata().getIndexInfo(null, "CACHES", "places", true, true), 9))
        .containsExactly("street", "number");
  }

  @Test
  void typesAreSortedByTheirCode() throws SQLException {
    List<@Nullable Object> codes = column(metadata().getTypeInfo(), 2);

    assertThat(codes).isSorted().hasSizeGreaterThan(20);
  }

  @Test
  void schemasAndFunctionsAreListed() throws SQLException {
    assertThat(column(metadata().getSchemas(), 1)).containsExactly("CACHES", "SYS");
    assertThat(column(metadata().getSchemas(null, "S%"), 1)).containsExactly("SYS");
    assertThat(column(metadata().getFunctions(null, null, "SUBS%"), 3))
        .containsExactly("SUBSTR", "SUBSTRING");
    assertThat(metadata().getNumericFunctions()).contains("ABS", "SQRT");
    assertThat(metadata().getStringFunctions()).contains("SUBSTRING");
    assertThat(metadata().getTimeDateFunctions()).contains("EXTRACT");
  }

  @Test
  void closingAResultSetClosesItsStatement() throws SQLException {
    ResultSet rows = metadata().getTables(null, null, "%", null);
    var statement = rows.getStatement();
    rows.close();

    assertThat(statement.isClosed()).isTrue();
  }

  private static DatabaseMetaData metadata() throws SQLException {
    return Objects.requireNonNull(connection).getMetaData();
  }

  private static List<String> tables(@Nullable String schema, String pattern) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = metadata().getTables(null, schema, pattern, null)) {
      while (rows.next()) {
        found.add(rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME"));
      }
    }
    found.sort(null);
    return found;
  }

  private static List<@Nullable Object> column(ResultSet rows, int column) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getObject(column));
      }
    }
    return values;
  }

  private static @Nullable Object call(Method method, @Nullable Object[] arguments)
      throws ReflectiveOperationException, SQLException {
    try {
      return method.invoke(metadata(), arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " with " + Arrays.toString(arguments), e.getCause());
    }
  }

  /** Nulls, empty texts, everything and something, wherever a text is asked for. */
  private static List<@Nullable Object[]> arguments(Method method) {
    if (method.getName().equals("unwrap") || method.getName().equals("isWrapperFor")) {
      return List.<@Nullable Object[]>of(new Object[] {DatabaseMetaData.class});
    }
    List<@Nullable Object[]> all = new ArrayList<>();
    for (String text : new String[] {null, "", "%", "ORDERS", "\\", "%_%"}) {
      @Nullable Object[] arguments = new @Nullable Object[method.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = argument(method.getParameterTypes()[i], text);
      }
      all.add(arguments);
    }
    return all;
  }

  private static @Nullable Object argument(Class<?> type, @Nullable String text) {
    if (type == String.class) {
      return text;
    }
    if (type == int.class) {
      return 4;
    }
    return type == boolean.class ? true : null;
  }

  private static Map<String, String> specifiedColumns() {
    Map<String, String> specified = new TreeMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                DatabaseMetaDataTest.class.getResourceAsStream("metadata-columns.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .forEach(pair -> specified.put(pair[0], pair[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return specified;
  }

  private static List<String> columnsOf(String line) {
    List<String> columns = new ArrayList<>();
    int reserved = 0;
    for (String column : line.split(" ", -1)) {
      columns.add(column.equals("*") ? "RESERVED_" + ++reserved : column);
    }
    return columns;
  }

  private static List<String> describe(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String type =
          switch (JDBCType.valueOf(columns.getColumnType(i))) {
            case INTEGER -> ":int";
            case SMALLINT -> ":short";
            case BIGINT -> ":long";
            case BOOLEAN -> ":boolean";
            case VARCHAR -> "";
            default -> throw new AssertionError(columns.getColumnTypeName(i));
          };
      names.add(columns.getColumnLabel(i) + type);
    }
    return names;
  }
}
