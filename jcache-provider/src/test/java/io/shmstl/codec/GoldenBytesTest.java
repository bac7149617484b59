package io.shmstl.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The bytes of values are what they were: segments of before, and JVMs of another version beside
 * this one, hold them. Whoever changes them changes the format.
 */
class GoldenBytesTest {
  record Point(int x, String label) {}

  private static final String RESOURCE = "/golden/codec-1.txt";

  private final RoundTrip codecs = new RoundTrip();

  @Test
  void valuesHaveTheBytesOfTheFormat() throws IOException {
    String written =
        samples().entrySet().stream()
            .map(sample -> line(sample.getKey(), codecs.key(sample.getValue())))
            .collect(Collectors.joining());
    String schemas =
        line("schema 1", Objects.requireNonNull(codecs.schemas.schema(1)))
            + line("schema 2", Objects.requireNonNull(codecs.schemas.schema(2)));
    assertThat(written + schemas).isEqualTo(golden());
  }

  @Test
  void bytesOfTheFormatAreRead() throws IOException {
    Map<String, Object> samples = samples();
    samples.values().forEach(codecs::key); // registers the schemas under the same numbers
    for (String line : golden().lines().filter(l -> !l.startsWith("schema")).toList()) {
      String name = line.substring(0, line.indexOf(" = "));
      byte[] bytes = HexFormat.of().parseHex(line.substring(line.indexOf(" = ") + 3));
      Object read = codecs.values.decode(new ByteReader(bytes));
      assertThat(read).as(name).isEqualTo(samples.get(name));
    }
  }

  @SuppressWarnings("JavaUtilDate") // one of the types that are built in
  private static Map<String, Object> samples() {
    Map<String, Object> samples = new LinkedHashMap<>();
    samples.put("record", new Point(-1, "p"));
    samples.put("enum", DayOfWeek.MONDAY);
    samples.put("false", false);
    samples.put("true", true);
    samples.put("byte", (byte) -2);
    samples.put("char", 'x');
    samples.put("short", (short) 300);
    samples.put("int 0", 0);
    samples.put("int -129", -129);
    samples.put("long 1", 1L);
    samples.put("long min", Long.MIN_VALUE);
    samples.put("float", 1.5f);
    samples.put("double nan", Double.NaN);
    samples.put("double -0", -0.0);
    samples.put("string empty", "");
    samples.put("string latin", "né");
    samples.put("string utf-8", "a€bc");
    samples.put("string utf-16", "漢字");
    samples.put("string surrogate", "a\uD800");
    samples.put("big integer", BigInteger.valueOf(-256));
    samples.put("big decimal", new BigDecimal("-12.50"));
    samples.put("uuid", new UUID(1, -1));
    samples.put("local date", LocalDate.of(2026, 11, 23));
    samples.put("local time", LocalTime.of(23, 59, 59, 5));
    samples.put("local date time", LocalDateTime.of(2026, 11, 23, 1, 2));
    samples.put("instant", Instant.ofEpochSecond(1_800_000_000L, 7));
    samples.put(
        "zoned date time", ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")));
    samples.put(
        "offset date time", OffsetDateTime.of(1969, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(-5)));
    samples.put("offset time", OffsetTime.of(1, 0, 0, 0, ZoneOffset.UTC));
    samples.put("duration", Duration.ofMillis(-1));
    samples.put("period", Period.of(1, -2, 3));
    samples.put("year", Year.of(2026));
    samples.put("year month", YearMonth.of(2026, 11));
    samples.put("month day", MonthDay.of(2, 29));
    samples.put("zone offset", ZoneOffset.ofHoursMinutes(5, 30));
    samples.put("zone region", ZoneId.of("UTC"));
    samples.put("date", new Date(-1));
    samples.put("list", Arrays.asList("a", null, 2L));
    samples.put("set", Set.of("bb", "a", "c"));
    samples.put("map", Map.of("b", 1, "a", List.of()));
    samples.put("sorted set in a key", new TreeSet<>(Set.of(2, 1)));
    samples.put("sorted map in a key", new TreeMap<>(Map.of("k", "v")));
    samples.put("optional", Optional.of("x"));
    samples.put("optional int", OptionalInt.empty());
    return samples;
  }

  private static String line(String name, byte[] bytes) {
    return name + " = " + HexFormat.of().formatHex(bytes) + "\n";
  }

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenBytesTest.class.getResourceAsStream(RESOURCE))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
