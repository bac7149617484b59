package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
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
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in comes out, alone and inside other values. */
class RoundTripTest {
  record Nothing() {}

  record Mixed(
      boolean a,
      byte b,
      short c,
      char d,
      int e,
      long f,
      float g,
      double h,
      @Nullable String i,
      @Nullable Integer j,
      @Nullable Object k,
      List<@Nullable String> l) {}

  record Pair<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) {}

  enum Side {
    BUY,
    SELL {
      @Override
      int sign() {
        return -1;
      }
    };

    int sign() {
      return 1;
    }
  }

  private final RoundTrip codecs = new RoundTrip();

  @ParameterizedTest
  @MethodSource("values")
  void valueComesBackEqualAndOfItsClass(Object value) {
    assertThat(codecs.copy(value)).isEqualTo(value).hasSameClassAs(value);
    assertThat(codecs.copyKey(value)).isEqualTo(value).hasSameClassAs(value);
  }

  @ParameterizedTest
  @MethodSource({"values", "collections"})
  void valueInsideOthersComesBackEqual(Object value) {
    List<Object> list = Arrays.asList(value, null, value, "between", value);
    assertThat(codecs.copy(list)).isEqualTo(list);
    assertThat(codecs.copyKey(list)).isEqualTo(list);
    Pair<Object, Object> pair = new Pair<>(value, Optional.of(value));
    assertThat(codecs.copy(pair)).isEqualTo(pair);
    assertThat(codecs.copyKey(pair)).isEqualTo(pair);
  }

  @ParameterizedTest
  @MethodSource("collections")
  void collectionComesBackEqual(Object value) {
    assertThat(codecs.copy(value)).isEqualTo(value);
    assertThat(codecs.copyKey(value)).isEqualTo(value);
  }

  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  static Stream<Object> values() {
    return Stream.of(
            Stream.<Object>of(true, false, '\0', 'x', '\uFFFF', '\uD800'),
            Stream.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE),
            Stream.of(Short.MIN_VALUE, (short) -1, (short) 0, (short) 255, Short.MAX_VALUE),
            Stream.of(Integer.MIN_VALUE, -65_537, -1, 0, 1, 127, 128, 32_768, Integer.MAX_VALUE),
            Stream.of(Long.MIN_VALUE, -1L, 0L, 1L, 1L << 31, 1L << 55, 1L << 62, Long.MAX_VALUE),
            Stream.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, 1.5f),
            Stream.of(0d, -0d, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, 0.1),
            Stream.of(Float.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            Stream.of("", "a", "é\u00FF", "\u0100", "€uro", "汉字", "😀", "a\uD800b", "\uDC00"),
            Stream.of("x".repeat(100), "é".repeat(5000), "漢".repeat(5000), "x".repeat(99) + "€"),
            Stream.of("\uFFFD", "\0", "a\uFFFDb漢"),
            Stream.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.TWO.pow(4000)),
            Stream.of(BigDecimal.ZERO, new BigDecimal("1.00"), new BigDecimal("-1E+2147483647")),
            Stream.of(new UUID(0, 0), new UUID(-1, 1), new UUID(Long.MIN_VALUE, 7)),
            Stream.of(Side.BUY, Side.SELL, Month.MAY, TimeUnit.DAYS),
            Stream.of(LocalDate.MIN, LocalDate.EPOCH, LocalDate.MAX, LocalDate.of(2026, 2, 28)),
            Stream.of(LocalTime.MIN, LocalTime.MAX, LocalTime.NOON, LocalTime.of(1, 2, 3, 4)),
            Stream.of(LocalDateTime.MIN, LocalDateTime.MAX, LocalDateTime.of(2026, 1, 2, 3, 4)),
            Stream.of(Instant.MIN, Instant.EPOCH, Instant.MAX, Instant.ofEpochMilli(-1)),
            Stream.of(OffsetDateTime.MIN, OffsetDateTime.MAX, OffsetTime.MIN, OffsetTime.MAX),
            Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)),
            Stream.of(Period.ZERO, Period.of(-1, Integer.MAX_VALUE, Integer.MIN_VALUE)),
            Stream.of(Year.of(Year.MIN_VALUE), Year.of(2026), YearMonth.of(-5, 12)),
            Stream.of(MonthDay.of(2, 29), ZoneOffset.UTC, ZoneOffset.MIN, ZoneOffset.MAX),
            Stream.of(ZoneId.of("Europe/Berlin"), ZoneId.of("UTC+01:00"), ZoneId.of("GMT+7")),
            Stream.of(
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")),
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                    .withLaterOffsetAtOverlap(),
                ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.MIN)),
            Stream.of(new Date(0), new Date(Long.MIN_VALUE)),
            Stream.of(Optional.empty(), Optional.of("x"), Optional.of(Optional.empty())),
            Stream.of(OptionalInt.empty(), OptionalInt.of(0), OptionalLong.of(Long.MIN_VALUE)),
            Stream.of(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.of(-0.0)),
            Stream.of(Locale.GERMANY, Currency.getInstance("EUR")),
            Stream.of(
                new Nothing(),
                new Pair<>("a", 1),
                new Pair<>(null, new Pair<>(Side.SELL, List.of(new Nothing()))),
                new Mixed(
                    true,
                    (byte) 1,
                    (short) -2,
                    'c',
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    Float.NaN,
                    -0.0,
                    "漢",
                    null,
                    new UUID(1, 2),
                    Arrays.asList("x", null)),
                new Mixed(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, null, 7, null, List.of())))
        .flatMap(stream -> stream);
  }

  static Stream<Object> collections() {
    Map<Object, Object> map = new HashMap<>();
    map.put(null, "null");
    map.put("null", null);
    map.put(List.of(1), Set.of(2));
    return Stream.of(
        List.of(),
        List.of(1),
        List.of(1, "two", 3.0),
        Arrays.asList(null, null),
        List.of(1, 2, 3, 4).subList(1, 3),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
        Collections.nCopies(300, "x"),
        Collections.emptyList(),
        Collections.singletonList(null),
        Collections.unmodifiableList(Arrays.asList(1, 2)),
        Stream.of(1, 2).toList(),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3, "x", Side.BUY),
        Collections.singleton("x"),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", List.of(2)),
        map,
        Collections.unmodifiableMap(map),
        map.keySet(),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new TreeSet<>(Set.of(3, 1, 2)));
  }
}
