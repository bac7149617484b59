package io.shmstl.sql;

import io.shmstl.sql.catalog.Column;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Small tables with all that is hard: nulls, duplicates, no rows, every type, extreme values. */
final class SampleTables {
  private static final SqlType TIME = new SqlType(TypeKind.TIME, 18, 9);
  private static final SqlType TIME_TZ = new SqlType(TypeKind.TIME_TZ, 24, 9);
  private static final SqlType TIMESTAMP = new SqlType(TypeKind.TIMESTAMP, 29, 9);
  private static final SqlType TIMESTAMP_TZ = new SqlType(TypeKind.TIMESTAMP_TZ, 35, 9);

  private SampleTables() {}

  static MemoryCatalog catalog() {
    MemoryCatalog catalog = new MemoryCatalog();
    catalog.add(departments());
    catalog.add(people());
    return catalog
        .add("PAIRS", pairs(), "A", SqlType.INTEGER, "B", SqlType.INTEGER, "C", SqlType.VARCHAR)
        .add("NOTHING", List.of(), "ID", SqlType.INTEGER, "X", SqlType.VARCHAR)
        .add(
            "KINDS",
            kinds(),
            "ID",
            SqlType.INTEGER,
            "TI",
            SqlType.TINYINT,
            "SI",
            SqlType.SMALLINT,
            "I",
            SqlType.INTEGER,
            "B",
            SqlType.BIGINT,
            "N",
            SqlType.numeric(20, 4),
            "R",
            SqlType.REAL,
            "D",
            SqlType.DOUBLE,
            "F",
            SqlType.decfloat(34),
            "S",
            SqlType.varchar(100),
            "H",
            new SqlType(TypeKind.CHAR, 4, 0),
            "T",
            SqlType.BOOLEAN,
            "DA",
            SqlType.DATE,
            "TM",
            TIME,
            "TZ",
            TIME_TZ,
            "TS",
            TIMESTAMP,
            "ZS",
            TIMESTAMP_TZ,
            "U",
            SqlType.UUID,
            "X",
            new SqlType(TypeKind.VARBINARY, 16, 0));
  }

  private static MemoryTable departments() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row(1L, "Engine", "Basel"));
    rows.add(row(2L, "Driver", "Bonn"));
    rows.add(row(3L, "Empty", null));
    rows.add(row(4L, "Tools", "Bonn"));
    return new MemoryTable(
        MemoryCatalog.SCHEMA,
        "DEPARTMENTS",
        List.of(
            Column.of("ID", SqlType.INTEGER),
            Column.of("NAME", SqlType.varchar(20)),
            Column.of("CITY", SqlType.varchar(20))),
        0,
        rows);
  }

  private static MemoryTable people() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(person(1, "Ada", 1L, "5200.00", null, "2015-03-01"));
    rows.add(person(2, "Bob", 1L, "4100.50", 1L, "2016-07-15"));
    rows.add(person(3, "Cleo", 2L, "4100.50", 1L, "2016-07-15"));
    rows.add(person(4, "Dan", 2L, null, 3L, "2020-02-29"));
    rows.add(person(5, "Eve", null, "0.00", 3L, null));
    rows.add(person(6, "ada", 4L, "3999.99", 2L, "1999-12-31"));
    rows.add(person(7, null, 4L, "-12.34", 2L, "2024-01-01"));
    rows.add(person(8, "Zoë", 9L, "5200.00", null, "2015-03-01"));
    rows.add(person(9, "100%_sure", 1L, "7000.00", 8L, "2021-06-30"));
    return new MemoryTable(
        MemoryCatalog.SCHEMA,
        "PEOPLE",
        List.of(
            Column.of("ID", SqlType.INTEGER),
            Column.of("NAME", SqlType.varchar(30)),
            Column.of("DEPT", SqlType.INTEGER),
            Column.of("SALARY", SqlType.numeric(10, 2)),
            Column.of("BOSS", SqlType.BIGINT),
            Column.of("HIRED", SqlType.DATE)),
        0,
        rows);
  }

  private static @Nullable Object[] person(
      long id,
      @Nullable String name,
      @Nullable Long department,
      @Nullable String salary,
      @Nullable Long boss,
      @Nullable String hired) {
    return row(
        id,
        name,
        department,
        salary == null ? null : new BigDecimal(salary),
        boss,
        hired == null ? null : LocalDate.parse(hired));
  }

  private static List<@Nullable Object[]> pairs() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row(1L, 1L, "x"));
    rows.add(row(1L, 1L, "x"));
    rows.add(row(1L, 2L, "y"));
    rows.add(row(2L, null, "y"));
    rows.add(row(null, 2L, null));
    rows.add(row(null, null, "x"));
    rows.add(row(3L, 3L, ""));
    rows.add(row(2L, 5L, "X"));
    rows.add(row(-1L, 0L, "zz"));
    return rows;
  }

  private static List<@Nullable Object[]> kinds() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(
        row(
            1L,
            1L,
            2L,
            3L,
            4L,
            new BigDecimal("5.5000"),
            6.5f,
            7.25,
            new BigDecimal("8.125"),
            "text",
            "ch  ",
            true,
            LocalDate.of(2024, 2, 29),
            LocalTime.of(13, 14, 15),
            OffsetTime.parse("10:20:30+02:00"),
            LocalDateTime.parse("2024-02-29T13:14:15.123456789"),
            OffsetDateTime.parse("2024-02-29T13:14:15+01:00"),
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            new byte[] {1, 2, (byte) 255}));
    rows.add(
        new @Nullable Object[] {
          2L, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null
        });
    rows.add(
        row(
            3L,
            -128L,
            -32768L,
            (long) Integer.MIN_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("-9999999999999999.9999"),
            -3.4028235e38f,
            -Double.MAX_VALUE,
            new BigDecimal("-1E-20"),
            "",
            "    ",
            false,
            LocalDate.of(1, 1, 1),
            LocalTime.MIN,
            OffsetTime.parse("00:00:00-12:00"),
            LocalDateTime.parse("0001-01-01T00:00:00"),
            OffsetDateTime.parse("0001-01-01T00:00:00Z"),
            new UUID(0, 0),
            new byte[0]));
    rows.add(
        row(
            4L,
            127L,
            32767L,
            (long) Integer.MAX_VALUE,
            Long.MAX_VALUE,
            new BigDecimal("9999999999999999.9999"),
            3.4028235e38f,
            Double.MAX_VALUE,
            new BigDecimal("1E+20"),
            "ünï 😀 %_\\",
            "zzzz",
            true,
            LocalDate.of(9999, 12, 31),
            LocalTime.MAX,
            OffsetTime.parse("23:59:59.999999999+14:00"),
            LocalDateTime.parse("9999-12-31T23:59:59.999999999"),
            OffsetDateTime.parse("9999-12-31T23:59:59.999999999-05:00"),
            new UUID(-1, -1),
            new byte[] {0, 0, 0, 0}));
    rows.add(
        row(
            5L,
            0L,
            0L,
            0L,
            0L,
            new BigDecimal("0.0000"),
            0f,
            0.0,
            BigDecimal.ZERO,
            "Text",
            "CH  ",
            false,
            LocalDate.of(1970, 1, 1),
            LocalTime.of(0, 0, 1),
            OffsetTime.parse("08:20:30Z"),
            LocalDateTime.parse("1970-01-01T00:00:00"),
            OffsetDateTime.parse("2024-02-29T12:14:15Z"),
            UUID.fromString("ffffffff-0000-0000-0000-000000000000"),
            new byte[] {1, 2}));
    rows.add(
        row(
            6L,
            1L,
            2L,
            3L,
            4L,
            new BigDecimal("5.5000"),
            6.5f,
            7.25,
            new BigDecimal("8.125"),
            "text",
            "ch  ",
            true,
            LocalDate.of(2024, 2, 29),
            LocalTime.of(13, 14, 15),
            OffsetTime.parse("10:20:30+02:00"),
            LocalDateTime.parse("2024-02-29T13:14:15.123456789"),
            OffsetDateTime.parse("2024-02-29T13:14:15+01:00"),
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            new byte[] {1, 2, (byte) 255}));
    return rows;
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }
}
