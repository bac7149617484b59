package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every getter over every type gives what H2's JDBC driver gives, or fails where it fails. */
class GettersBesideH2Test {
  private static final long SEED = 20_260_101;
  private static final int VALUES_PER_TYPE = 12;

  private static final List<Class<?>> CLASSES =
      List.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          byte[].class,
          UUID.class,
          Date.class,
          Time.class,
          Timestamp.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Instant.class,
          Period.class,
          Duration.class,
          Array.class);

  @Test
  void gettersAgree() throws SQLException {
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    int compared = 0;
    try (Connection ours = MemoryDatabase.empty().connect();
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
        Statement ourStatement = ours.createStatement();
        Statement h2Statement = h2.createStatement()) {
      for (String expression : expressions(random)) {
        String sql = "select " + expression;
        try (ResultSet our = ourStatement.executeQuery(sql);
            ResultSet other = h2Statement.executeQuery(sql)) {
          our.next();
          other.next();
          for (Map.Entry<String, Getter> getter : getters().entrySet()) {
            compared++;
            String expected = outcome(getter.getValue(), other);
            String found = outcome(getter.getValue(), our);
            if (!found.equals(expected) && !isKnown(expression, getter.getKey())) {
              differences.add(
                  "%s of %s: %s, H2 %s".formatted(getter.getKey(), expression, found, expected));
            }
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(5_000);
  }

  /** Where the driver means to differ: getter, then the expressions, as patterns. */
  private static final List<String[]> KNOWN =
      List.of(
          // H2 makes an array of one element, an interval of years or days, out of anything
          new String[] {"getObject (Array|Period|Duration)", ".*"},
          // the type of an array tells no element type
          new String[] {"typeName", "array.*"},
          // as PostgreSQL has it: a UUID is no binary value
          new String[] {"type", "(?i).*uuid.*"},
          // not a number is no number, and not false
          new String[] {"get.*", ".*NaN.*"},
          // a text may have a point or an exponent where a number is asked for
          new String[] {"getObject BigInteger", "'.*'"},
          // a date keeps its ISO fields, whatever calendar its time knew
          new String[] {"get.*(Object|Date|Timestamp)", "date '-.*"},
          // a binary value is no number, and a time no timestamp of today
          new String[] {"(getLong|getObject Long)", "x'.*"},
          new String[] {
            "(getTimestamp|getObject Timestamp|getObject LocalDateTime)", ".*time with time zone.*"
          },
          // CAST takes the date or the time out of the text of a timestamp
          new String[] {
            "(getDate|getTime|getObject (Date|Time|LocalDate|LocalTime))", ".*-.*varchar\\)"
          });

  private static boolean isKnown(String expression, String getter) {
    return KNOWN.stream()
        .anyMatch(known -> getter.matches(known[0]) && expression.matches(known[1]));
  }

  private static List<String> expressions(Random random) {
    List<String> expressions = new ArrayList<>();
    for (String type :
        List.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "NUMERIC(20, 4)",
            "DECFLOAT",
            "REAL",
            "DOUBLE PRECISION",
            "BOOLEAN",
            "VARCHAR",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP(9)",
            "TIMESTAMP WITH TIME ZONE",
            "TIME WITH TIME ZONE",
            "UUID",
            "VARBINARY")) {
      expressions.add("cast(null as " + type + ")");
    }
    for (int i = 0; i < VALUES_PER_TYPE; i++) {
      int small = random.nextInt(-128, 128);
      long large = random.nextLong();
      expressions.add("cast(%d as tinyint)".formatted(small));
      expressions.add("cast(%d as smallint)".formatted((short) large));
      expressions.add("cast(%d as integer)".formatted((int) large));
      expressions.add("cast(%d as integer)".formatted(small));
      expressions.add("cast('%d' as bigint)".formatted(large));
      expressions.add(
          "cast('%d.%d' as numeric(20, 4))".formatted(large >> 24, random.nextInt(100)));
      expressions.add("cast('%d.5' as numeric(20, 4))".formatted(small));
      expressions.add("cast('%s' as decfloat)".formatted(random.nextGaussian() * 1e3));
      expressions.add("cast(%s as real)".formatted(random.nextInt(1000) / 8.0));
      expressions.add("cast('%s' as double precision)".formatted(random.nextGaussian() * 1e6));
      expressions.add("cast(%s as double precision)".formatted(small / 2.0));
      expressions.add(random.nextBoolean() ? "true" : "false");
      expressions.add("cast('%d' as varchar)".formatted(random.nextInt(-300, 300)));
      LocalDateTime time =
          LocalDateTime.of(
              random.nextInt(1900, 2100),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60),
              random.nextInt(1_000_000) * 1000);
      expressions.add("date '%s'".formatted(time.toLocalDate()));
      expressions.add("cast('%s' as time)".formatted(time.toLocalTime().withNano(0)));
      expressions.add("cast('%s' as timestamp)".formatted(text(time)));
      expressions.add("cast('%s.123456789' as timestamp(9))".formatted(text(time.withNano(0))));
      expressions.add("cast('%s+03:30' as timestamp with time zone)".formatted(text(time)));
      expressions.add(
          "cast('%s-02' as time with time zone)".formatted(time.toLocalTime().withNano(0)));
      expressions.add("cast('%s' as varchar)".formatted(text(time)));
      expressions.add("cast('%s' as varchar)".formatted(time.toLocalDate()));
      expressions.add("cast('%s' as uuid)".formatted(new UUID(large, random.nextLong())));
      expressions.add("x'%016x'".formatted(large));
      expressions.add("array[%d, %d]".formatted(small, small + 1));
    }
    expressions.add("'TRUE'");
    expressions.add("'no'");
    expressions.add("'x'");
    expressions.add("''");
    expressions.add("cast('a' as char(3))");
    expressions.add("cast('NaN' as double precision)");
    expressions.add("cast('Infinity' as real)");
    expressions.add("'1e3'");
    expressions.add("' 12 '");
    expressions.add("'12.5'");
    expressions.add("date '-0044-03-15'");
    return expressions;
  }

  private static String text(LocalDateTime time) {
    return time.toString().replace('T', ' ');
  }

  private static Map<String, Getter> getters() {
    Map<String, Getter> getters = new LinkedHashMap<>();
    getters.put("getString", rows -> rows.getString(1));
    getters.put("getBoolean", rows -> rows.getBoolean(1));
    getters.put("getByte", rows -> rows.getByte(1));
    getters.put("getShort", rows -> rows.getShort(1));
    getters.put("getInt", rows -> rows.getInt(1));
    getters.put("getLong", rows -> rows.getLong(1));
    getters.put("getFloat", rows -> rows.getFloat(1));
    getters.put("getDouble", rows -> rows.getDouble(1));
    getters.put("getBigDecimal", rows -> rows.getBigDecimal(1));
    getters.put("getBytes", rows -> rows.getBytes(1));
    getters.put("getDate", rows -> rows.getDate(1));
    getters.put("getTime", rows -> rows.getTime(1));
    getters.put("getTimestamp", rows -> rows.getTimestamp(1));
    getters.put("getObject", rows -> rows.getObject(1));
    getters.put("wasNull", ResultSet::wasNull);
    getters.put("type", rows -> rows.getMetaData().getColumnType(1));
    getters.put("typeName", rows -> rows.getMetaData().getColumnTypeName(1));
    for (Class<?> type : CLASSES) {
      getters.put("getObject " + type.getSimpleName(), rows -> rows.getObject(1, type));
    }
    return getters;
  }

  private static String outcome(Getter getter, ResultSet rows) {
    try {
      return show(getter.get(rows));
    } catch (SQLException e) {
      return "fails";
    }
  }

  private static String show(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> "bytes " + Arrays.toString(bytes);
      case Array array ->
          "array " + Arrays.toString((Object[]) Objects.requireNonNull(array.getArray()));
      case Time time -> "time " + time.getTime();
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  /** A way to read the first column. */
  private interface Getter {
    @Nullable Object get(ResultSet rows) throws SQLException;
  }
}
