package io.shmstl.sql;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An H2 database in memory that holds the rows of a catalog and answers the same queries. */
final class H2Oracle implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Connection connection;

  /** A database with the rows of all tables in memory. */
  public H2Oracle(MemoryCatalog catalog) throws SQLException {
    // results must not be reused: H2 keeps those of subqueries with parameters of outer queries
    this.connection =
        DriverManager.getConnection(
            "jdbc:h2:mem:oracle" + DATABASES.incrementAndGet() + ";OPTIMIZE_REUSE_RESULTS=0");
    for (MemoryTable table : catalog.tables()) {
      load(table);
    }
  }

  private void load(MemoryTable table) throws SQLException {
    String columns =
        table.columns().stream()
            .map(column -> '"' + column.name() + "\" " + declared(column.type()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table \"" + table.name() + "\" (" + columns + ")");
    }
    String marks =
        table.columns().stream()
            .map(column -> mark(column.type()))
            .collect(Collectors.joining(", "));
    String insert = "insert into \"" + table.name() + "\" values (" + marks + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (@Nullable Object[] row : table.rows()) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, parameter(row[i]));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String declared(SqlType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR, VARBINARY, NUMERIC -> type.toString();
      case DECFLOAT -> "DECFLOAT(" + type.precision() + ")";
      case TIME, TIME_TZ, TIMESTAMP, TIMESTAMP_TZ ->
          type.kind().sqlName().replaceFirst("^(TIMESTAMP|TIME)", "$1(" + type.scale() + ")");
      default -> type.kind().sqlName();
    };
  }

  private static String mark(SqlType type) {
    return type.kind().isInterval() ? "cast(? as " + type.kind().sqlName() + ")" : "?";
  }

  private static @Nullable Object parameter(@Nullable Object value) {
    return value instanceof Interval interval ? interval.toString() : value;
  }

  /** What H2 answers. */
  Outcome run(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      ResultSetMetaData meta = results.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(Column.of(meta.getColumnLabel(i), type(meta, i)));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (results.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          row.add(value(results, i + 1, columns.get(i).type().kind()));
        }
        rows.add(row);
      }
      return new Outcome(columns, rows, "", "");
    } catch (SQLException e) {
      return Outcome.failure(e.getSQLState(), String.valueOf(e.getMessage()));
    }
  }

  private static SqlType type(ResultSetMetaData meta, int column) throws SQLException {
    String name = meta.getColumnTypeName(column);
    return new SqlType(
        kind(name.startsWith("ENUM") ? "CHARACTER VARYING" : name),
        meta.getPrecision(column),
        meta.getScale(column));
  }

  private static TypeKind kind(String name) {
    if (name.startsWith("INTERVAL")) {
      return name.contains("YEAR") || name.contains("MONTH")
          ? TypeKind.INTERVAL_MONTHS
          : TypeKind.INTERVAL_SECONDS;
    }
    if (name.endsWith("ARRAY")) {
      return TypeKind.ARRAY;
    }
    return switch (name) {
      case "CHARACTER LARGE OBJECT" -> TypeKind.VARCHAR;
      case "DECIMAL" -> TypeKind.NUMERIC;
      case "BINARY LARGE OBJECT", "BINARY" -> TypeKind.VARBINARY;
      default -> {
        for (TypeKind kind : TypeKind.values()) {
          if (kind.sqlName().equals(name)) {
            yield kind;
          }
        }
        yield name.startsWith("ROW") ? TypeKind.ROW : TypeKind.OTHER;
      }
    };
  }

  private static @Nullable Object value(ResultSet results, int column, TypeKind kind)
      throws SQLException {
    if (results.getObject(column) == null) {
      return null;
    }
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> results.getLong(column);
      case DATE -> results.getObject(column, LocalDate.class);
      case TIME -> results.getObject(column, LocalTime.class);
      case TIME_TZ -> results.getObject(column, OffsetTime.class);
      case TIMESTAMP -> results.getObject(column, LocalDateTime.class);
      case TIMESTAMP_TZ -> results.getObject(column, OffsetDateTime.class);
      case UUID -> results.getObject(column, UUID.class);
      case VARCHAR, CHAR -> results.getString(column);
      case VARBINARY -> results.getBytes(column);
      case ARRAY -> list(results.getArray(column));
      case INTERVAL_MONTHS, INTERVAL_SECONDS ->
          interval((org.h2.api.Interval) results.getObject(column));
      default -> results.getObject(column);
    };
  }

  private static List<@Nullable Object> list(Array array) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : (Object[]) array.getArray()) {
      values.add(value instanceof Integer number ? Long.valueOf(number) : value);
    }
    return values;
  }

  private static Interval interval(org.h2.api.Interval interval) {
    String[] fields = interval.getQualifier().toString().split(" TO ", -1);
    IntervalField first = IntervalField.valueOf(fields[0]);
    IntervalField last = IntervalField.valueOf(fields[fields.length - 1]);
    BigInteger amount =
        first.isMonths()
            ? BigInteger.valueOf(interval.getYears() * 12 + interval.getMonths())
            : BigInteger.valueOf(
                    ((interval.getDays() * 24 + interval.getHours()) * 60 + interval.getMinutes())
                            * 60
                        + interval.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000L))
                .add(BigInteger.valueOf(interval.getNanosOfSecond()));
    return new Interval(first, last, amount);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
