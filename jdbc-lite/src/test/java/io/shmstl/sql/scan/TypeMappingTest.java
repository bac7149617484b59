package io.shmstl.sql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sql.catalog.TableCursor;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type of Java, its type of SQL, and the value that comes out. */
class TypeMappingTest {
  private static final OffsetDateTime EPOCH = Instant.EPOCH.atOffset(ZoneOffset.UTC);
  private static final ZonedDateTime BERLIN =
      ZonedDateTime.of(2026, 11, 23, 1, 2, 3, 4, ZoneId.of("Europe/Berlin"));

  private static final DatabaseKit KIT = new DatabaseKit();

  @AfterEach
  void destroyCache() {
    KIT.manager().destroyCache("c");
  }

  @AfterAll
  static void close() {
    KIT.close();
  }

  /** A value, the type of its column, and what the engine sees. */
  record Sample(Object value, String type, Object seen) {
    @Override
    public String toString() {
      return value.getClass().getSimpleName() + " " + value;
    }
  }

  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(true, "BOOLEAN", true),
        new Sample((byte) -1, "TINYINT", -1L),
        new Sample(Short.MIN_VALUE, "SMALLINT", -32768L),
        new Sample(0, "INTEGER", 0L),
        new Sample(Integer.MAX_VALUE, "INTEGER", (long) Integer.MAX_VALUE),
        new Sample(Long.MIN_VALUE, "BIGINT", Long.MIN_VALUE),
        new Sample(1.5f, "REAL", 1.5f),
        new Sample(-0.0, "DOUBLE PRECISION", -0.0),
        new Sample(Double.NaN, "DOUBLE PRECISION", Double.NaN),
        new Sample('x', "CHARACTER VARYING(1)", "x"),
        new Sample("", "CHARACTER VARYING", ""),
        new Sample("née 漢字 \uD83D\uDE00", "CHARACTER VARYING", "née 漢字 \uD83D\uDE00"),
        new Sample(
            BigInteger.TEN.pow(40), "NUMERIC(1000, 0)", new BigDecimal("1" + "0".repeat(40))),
        new Sample(new BigDecimal("-12.50"), "DECFLOAT", new BigDecimal("-12.5")),
        new Sample(new UUID(1, -1), "UUID", new UUID(1, -1)),
        new Sample(LocalDate.MIN, "DATE", LocalDate.MIN),
        new Sample(LocalTime.of(1, 2, 3, 4), "TIME", LocalTime.of(1, 2, 3, 4)),
        new Sample(
            LocalDateTime.of(2026, 11, 23, 1, 2),
            "TIMESTAMP",
            LocalDateTime.of(2026, 11, 23, 1, 2)),
        new Sample(Instant.EPOCH, "TIMESTAMP WITH TIME ZONE", EPOCH),
        new Sample(BERLIN, "TIMESTAMP WITH TIME ZONE", BERLIN.toOffsetDateTime()),
        new Sample(
            BERLIN.toOffsetDateTime(), "TIMESTAMP WITH TIME ZONE", BERLIN.toOffsetDateTime()),
        new Sample(
            OffsetTime.of(1, 2, 3, 0, ZoneOffset.UTC),
            "TIME WITH TIME ZONE",
            OffsetTime.of(1, 2, 3, 0, ZoneOffset.UTC)),
        new Sample(new Date(0), "TIMESTAMP WITH TIME ZONE", EPOCH),
        new Sample(
            Duration.ofMillis(-1500),
            "INTERVAL DAY TO SECOND",
            new Interval(
                IntervalField.DAY, IntervalField.SECOND, BigInteger.valueOf(-1_500_000_000L))),
        new Sample(Period.of(1, -2, 3), "CHARACTER VARYING", "P1Y-2M3D"),
        new Sample(Year.of(2026), "INTEGER", 2026L),
        new Sample(YearMonth.of(2026, 11), "CHARACTER VARYING", "2026-11"),
        new Sample(MonthDay.of(2, 29), "CHARACTER VARYING", "--02-29"),
        new Sample(DayOfWeek.MONDAY, "CHARACTER VARYING", "MONDAY"),
        new Sample(new byte[] {1, 2}, "BINARY VARYING", new byte[] {1, 2}),
        new Sample(new int[] {1, 2}, "ARRAY", List.of(1L, 2L)),
        new Sample(new ArrayList<>(Arrays.asList(1, null)), "ARRAY", Arrays.asList(1L, null)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void scalarValue(Sample sample) {
    put(sample.value().getClass(), sample.value());
    assertThat(KIT.columns("SELECT value FROM c")).containsExactly("VALUE " + sample.type());
    assertSame(KIT.value("SELECT value FROM c"), sample.seen());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void valueOfAnUntypedCache(Sample sample) {
    put(Object.class, sample.value());
    assertThat(KIT.columns("SELECT value FROM c")).containsExactly("VALUE " + sample.type());
    assertSame(KIT.value("SELECT value FROM c"), sample.seen());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void wholeValueIsTheObjectItself(Sample sample) {
    put(Object.class, sample.value());
    assertSame(KIT.value("SELECT _value FROM c"), sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  @SuppressWarnings("unchecked") // of the sample's own class
  void keyIsFound(Sample sample) {
    Cache<Object, String> cache =
        (Cache<Object, String>)
            (Cache<?, String>) KIT.cache("c", sample.value().getClass(), String.class);
    cache.put(sample.value(), "found");
    assertSame(KIT.value("SELECT key FROM c"), sample.seen());
    boolean isLookedUp = KIT.table("c").keyColumn() >= 0;
    if (isLookedUp) {
      assertThat(KIT.rows("SELECT value FROM c WHERE key = ?", sample.seen()))
          .containsExactly(List.of("found"));
      try (CacheView view = KIT.database().openView();
          TableCursor cursor = KIT.table("c").find(view, sample.seen(), DatabaseKit.bits(0, 1))) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.get(1)).isEqualTo("found");
        assertThat(cursor.next()).isFalse();
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // types that caches hold
  record All(
      boolean flag,
      byte tiny,
      short small,
      int whole,
      long big,
      float real,
      double dbl,
      char letter,
      String text,
      Integer boxed,
      BigInteger huge,
      BigDecimal decimal,
      UUID id,
      LocalDate date,
      LocalTime time,
      LocalDateTime stamp,
      Instant instant,
      ZonedDateTime zoned,
      OffsetDateTime offset,
      OffsetTime offsetTime,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      MonthDay day,
      ZoneId zone,
      Date old,
      byte[] bytes,
      long[] longs,
      List<String> list,
      Set<Integer> set,
      Map<String, Integer> map,
      Optional<String> optional,
      OptionalInt optionalInt,
      DayOfWeek weekday,
      Object any,
      Number number) {}

  @Test
  @SuppressWarnings({"NullAway", "NullOptional"}) // components without values
  void everyComponentIsNullableButPrimitives() {
    Cache<Integer, All> cache = KIT.cache("c", Integer.class, All.class);
    cache.put(
        1,
        new All(
            true, (byte) 1, (short) 2, 3, 4, 5, 6, 'c', null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null));
    List<@Nullable Object> row = KIT.rows("SELECT * FROM c").getFirst();
    assertThat(row.subList(0, 9)).containsExactly(1L, true, 1L, 2L, 3L, 4L, 5f, 6.0, "c");
    assertThat(row.subList(9, row.size())).containsOnlyNulls().hasSize(29);
    assertThat(
            KIT.rows(
                "SELECT count(*) FROM sys.columns WHERE table_name = 'c' AND NOT is_hidden"
                    + " AND NOT is_nullable"))
        .containsExactly(List.of(9L));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  void everyComponentKeepsItsValue() {
    Cache<Integer, All> cache = KIT.cache("c", Integer.class, All.class);
    cache.put(
        1,
        new All(
            true,
            (byte) 1,
            (short) 2,
            3,
            4,
            5,
            6,
            'c',
            "text",
            7,
            BigInteger.TWO,
            new BigDecimal("1.10"),
            new UUID(1, 2),
            LocalDate.EPOCH,
            LocalTime.NOON,
            LocalDateTime.of(2026, 1, 1, 0, 0),
            Instant.EPOCH,
            BERLIN,
            EPOCH,
            OffsetTime.of(1, 0, 0, 0, ZoneOffset.ofHours(2)),
            Duration.ofSeconds(1),
            Period.ofDays(1),
            Year.of(1),
            YearMonth.of(2026, 1),
            MonthDay.of(1, 1),
            ZoneId.of("Europe/Berlin"),
            new Date(0),
            new byte[] {1},
            new long[] {1, 2},
            List.of("a"),
            Set.of(1),
            Map.of("k", 1),
            Optional.of("o"),
            OptionalInt.of(8),
            DayOfWeek.FRIDAY,
            List.of(1, "x"),
            9L));
    List<@Nullable Object> row = KIT.rows("SELECT * FROM c").getFirst();
    assertThat(row.subList(9, row.size()))
        .usingRecursiveComparison()
        .isEqualTo(
            Arrays.asList(
                "text",
                7L,
                new BigDecimal("2"),
                new BigDecimal("1.1"),
                new UUID(1, 2),
                LocalDate.EPOCH,
                LocalTime.NOON,
                LocalDateTime.of(2026, 1, 1, 0, 0),
                EPOCH,
                BERLIN.toOffsetDateTime(),
                EPOCH,
                OffsetTime.of(1, 0, 0, 0, ZoneOffset.ofHours(2)),
                new Interval(
                    IntervalField.DAY, IntervalField.SECOND, BigInteger.valueOf(1_000_000_000)),
                "P1D",
                1L,
                "2026-01",
                "--01-01",
                "Europe/Berlin",
                EPOCH,
                new byte[] {1},
                List.of(1L, 2L),
                List.of("a"),
                List.of(1L),
                "{\"k\":1}",
                "o",
                8L,
                "FRIDAY",
                "[1,\"x\"]",
                "9"));
  }

  @Test
  void partsBecomeJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("quote\"\n", Arrays.asList(1, null, 1.5, "x"));
    map.put("inner", new TreeMap<>(Map.of("at", Instant.EPOCH, "no", Double.NaN)));
    put(Object.class, map);
    assertThat(KIT.value("SELECT value FROM c"))
        .isEqualTo(
            "{\"quote\\\"\\n\":[1,null,1.5,\"x\"],"
                + "\"inner\":{\"at\":\"1970-01-01 00:00:00+00\",\"no\":\"NaN\"}}");
    assertThat(KIT.value("SELECT JSON_VALUE(value, '$.inner.no') FROM c")).isEqualTo("NaN");
  }

  @Test
  void valuesOfDifferentTypesMeetInAWiderOne() {
    Cache<Object, Object> cache = KIT.cache("c", Object.class, Object.class);
    cache.put(1, 1);
    cache.put(2, 1L << 40);
    assertThat(KIT.columns("SELECT value FROM c")).containsExactly("VALUE BIGINT");
    cache.put(3, new BigDecimal("1.5"));
    assertThat(KIT.columns("SELECT value FROM c")).containsExactly("VALUE DECFLOAT");
    assertThat(KIT.value("SELECT sum(value) FROM c")).isEqualTo(new BigDecimal("1099511627778.5"));
    cache.put(4, "text");
    assertThat(KIT.columns("SELECT value FROM c")).containsExactly("VALUE CHARACTER VARYING");
    assertThat(KIT.rows("SELECT value FROM c ORDER BY key"))
        .containsExactly(List.of("1"), List.of("1099511627776"), List.of("1.5"), List.of("text"));
  }

  private void put(Class<?> type, Object value) {
    Cache<Long, Object> cache = untyped(KIT.cache("c", Long.class, type));
    cache.put(1L, value);
  }

  @SuppressWarnings("unchecked") // of the sample's own class
  private static Cache<Long, Object> untyped(Cache<Long, ?> cache) {
    return (Cache<Long, Object>) cache;
  }

  private static void assertSame(@Nullable Object found, Object expected) {
    assertThat(Objects.deepEquals(found, expected))
        .as("found %s, expected %s", found, expected)
        .isTrue();
  }
}
