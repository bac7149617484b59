package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParameterTest {
  private final MemoryDatabase database = MemoryDatabase.empty();
  private Connection connection;
  private PreparedStatement echo;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    echo = connection.prepareStatement("select ?");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void whatGoesInComesOut() throws SQLException {
    LocalDateTime time = LocalDateTime.of(2026, 2, 3, 4, 5, 6, 7_000_000);
    for (Object value :
        new Object[] {
          "text",
          true,
          7L,
          1.5d,
          2.5f,
          new BigDecimal("12.340"),
          UUID.fromString("00000000-0000-0001-0000-000000000002"),
          OffsetDateTime.parse("2026-01-02T03:04:05+06:00"),
          Date.valueOf("2026-02-03"),
          Timestamp.valueOf(time),
          Time.valueOf("04:05:06"),
          Period.of(1, 2, 0),
          Duration.ofSeconds(90_061, 5)
        }) {
      echo.setObject(1, value);
      assertThat(answer(value.getClass())).isEqualTo(value);
      assertThat(answer(Object.class)).isEqualTo(value);
    }
  }

  @Test
  void classesOfJavaBecomeTypesOfSql() throws SQLException {
    assertEcho((byte) 1, Long.class, 1L);
    assertEcho((short) 2, Integer.class, 2);
    assertEcho('c', String.class, "c");
    assertEcho(
        new BigInteger("99999999999999999999"),
        BigDecimal.class,
        new BigDecimal("99999999999999999999"));
    assertEcho(DayOfWeek.FRIDAY, String.class, "FRIDAY");
    assertEcho(LocalDate.of(2026, 1, 2), LocalDate.class, LocalDate.of(2026, 1, 2));
    assertEcho(LocalTime.of(1, 2, 3, 4), LocalTime.class, LocalTime.of(1, 2, 3, 4));
    Instant instant = Instant.parse("2026-01-02T03:04:05.678Z");
    assertEcho(instant, Instant.class, instant);
    assertEcho(ZonedDateTime.ofInstant(instant, ZoneId.of("Asia/Tokyo")), Instant.class, instant);
    assertEcho(new byte[] {1, 2}, byte[].class, new byte[] {1, 2});
    assertThatThrownBy(() -> echo.setObject(1, Period.ofDays(3))).isInstanceOf(SQLException.class);
  }

  @Test
  void aTargetTypeConverts() throws SQLException {
    echo.setObject(1, "12", Types.INTEGER);
    assertThat(answer(Long.class)).isEqualTo(12L);
    echo.setObject(1, "2026-01-02", Types.DATE);
    assertThat(answer(LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 2));
    echo.setObject(1, 1.005, Types.NUMERIC, 2);
    assertThat(answer(BigDecimal.class)).isEqualTo(new BigDecimal("1.01"));
    assertThatThrownBy(() -> echo.setObject(1, "x", Types.INTEGER))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"));
    assertThatThrownBy(() -> echo.setObject(1, "x", Types.REF))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> echo.setObject(1, "x", 12_345))
        .hasMessageContaining("none of java.sql.Types");
  }

  @Test
  void typedSettersSet() throws SQLException {
    echo.setInt(1, 3);
    assertThat(answer(Integer.class)).isEqualTo(3);
    echo.setByte(1, (byte) 4);
    assertThat(answer(Byte.class)).isEqualTo((byte) 4);
    echo.setShort(1, (short) 5);
    assertThat(answer(Short.class)).isEqualTo((short) 5);
    echo.setNString(1, "n");
    assertThat(answer(String.class)).isEqualTo("n");
    echo.setBytes(1, new byte[] {9});
    assertThat(answer(byte[].class)).isEqualTo(new byte[] {9});
    echo.setString(1, null);
    assertThat(answer(String.class)).isNull();
    echo.setNull(1, Types.VARCHAR, "VARCHAR");
    assertThat(answer(Object.class)).isNull();
  }

  @Test
  void streamsAreRead() throws SQLException {
    echo.setCharacterStream(1, new StringReader("abcdef"), 3);
    assertThat(answer(String.class)).isEqualTo("abc");
    echo.setClob(1, new StringReader("x".repeat(10_000)));
    assertThat(answer(String.class)).hasSize(10_000);
    echo.setBinaryStream(1, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2L);
    assertThat(answer(byte[].class)).isEqualTo(new byte[] {1, 2});
    echo.setAsciiStream(1, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)));
    assertThat(answer(String.class)).isEqualTo("ascii");
    assertThatThrownBy(() -> echo.setCharacterStream(1, new StringReader(""), -1))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void calendarsNameTheZoneOfLegacyTimes() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    Timestamp instant = Timestamp.from(Instant.parse("2026-01-02T20:00:00Z"));

    echo.setTimestamp(1, instant, tokyo);
    assertThat(answer(LocalDateTime.class)).isEqualTo("2026-01-03T05:00");
    try (ResultSet rows = echo.executeQuery()) {
      rows.next();
      assertThat(rows.getTimestamp(1, tokyo)).isEqualTo(instant);
    }
    echo.setDate(1, new Date(instant.getTime()), tokyo);
    assertThat(answer(LocalDate.class)).isEqualTo("2026-01-03");
    echo.setTime(1, new Time(instant.getTime()), tokyo);
    assertThat(answer(LocalTime.class)).isEqualTo("05:00:00");
    try (ResultSet rows = echo.executeQuery()) {
      rows.next();
      assertThat(rows.getTime(1, tokyo).getTime()).isEqualTo(-4 * 3_600_000L);
    }
  }

  @Test
  void arraysAndStructsAreValues() throws SQLException {
    echo.setArray(1, connection.createArrayOf("INTEGER", new Object[] {1, null, 3}));
    try (ResultSet rows = echo.executeQuery()) {
      rows.next();
      Array array = rows.getArray(1);
      assertThat((Object[]) array.getArray()).containsExactly(1L, null, 3L);
      assertThat((Object[]) array.getArray(2, 2)).containsExactly(null, 3L);
      assertThat(array.getBaseType()).isEqualTo(Types.BIGINT);
      assertThat(array).hasToString("[1, null, 3]");
      assertThat(rows.getString(1)).isEqualTo("[1, null, 3]");
      assertThat(rows.getObject(1, Object[].class)).containsExactly(1L, null, 3L);
      assertThatThrownBy(() -> array.getArray(5, 1)).isInstanceOf(SQLException.class);
    }
    echo.setObject(1, List.of("a", "b"));
    assertThat(answer(String.class)).isEqualTo("[a, b]");
    Struct struct = connection.createStruct("ROW", new Object[] {1, "x"});
    assertThat(struct.getAttributes()).containsExactly(1L, "x");
    assertThat(struct.getSQLTypeName()).isEqualTo("ROW");
  }

  @Test
  void aRowIsAStruct() throws SQLException {
    try (ResultSet rows =
        connection.createStatement().executeQuery("select row(1, 'x', null) as r")) {
      rows.next();
      Struct struct = rows.getObject(1, Struct.class);
      assertThat(struct.getAttributes()).containsExactly(1L, "x", null);
      assertThat(rows.getObject(1)).isInstanceOf(Struct.class);
      assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.STRUCT);
    }
  }

  @Test
  void parametersAreDescribed() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 where 2 > ? and ? like 'x%'")) {
      ParameterMetaData parameters = statement.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
      assertThat(parameters.getParameterClassName(1)).isEqualTo("java.lang.Integer");
      assertThat(parameters.getParameterType(2)).isEqualTo(Types.VARCHAR);
      assertThat(parameters.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
      assertThatThrownBy(() -> parameters.getParameterType(3))
          .hasMessage("parameter 3, expected 1 to 2");
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(1);
    }
  }

  private void assertEcho(Object value, Class<?> type, Object expected) throws SQLException {
    echo.setObject(1, value);
    assertThat(answer(type)).isEqualTo(expected);
  }

  private <T> @Nullable T answer(Class<T> type) throws SQLException {
    try (ResultSet rows = echo.executeQuery()) {
      rows.next();
      return rows.getObject(1, type);
    }
  }
}
