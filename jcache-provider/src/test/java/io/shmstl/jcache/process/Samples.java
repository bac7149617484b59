package io.shmstl.jcache.process;

import io.shmstl.jcache.process.CacheJvm.Mood;
import io.shmstl.jcache.process.CacheJvm.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.cache.Cache;

/** Keys and values on which a JVM's time zone, locale or charset could leave a mark. */
final class Samples {
  static final List<Sample> ALL =
      List.of(
          new Sample("plain", "text"),
          // u umlaut and sharp s; dotted capital and dotless small i; two ideographs; a pair
          new Sample("gr\u00fc\u00dfe", "\u0130\u0131 iI \u6f22\u5b57 \ud83d\ude00"),
          new Sample("person", new Person("\u00c5sa", 41, LocalDate.of(1984, 2, 29), Mood.GRAVE)),
          new Sample("instant", Instant.parse("2026-03-29T01:30:00.123456789Z")),
          // an hour that Europe skips
          new Sample("local", LocalDateTime.of(2026, 3, 29, 2, 30)),
          new Sample(
              "zoned", ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))),
          new Sample("decimal", new BigDecimal("-1234567.8900")),
          new Sample("double", -1234567.89),
          new Sample("map", Map.of("\u00e9t\u00e9", List.of(1L, 2L))));

  private Samples() {}

  /** One entry. */
  record Sample(String key, Object value) {}

  /** What a cache has instead of the samples; empty if it has them. */
  static String differences(Cache<String, Object> cache) {
    return ALL.stream()
        .filter(sample -> !Objects.equals(cache.get(sample.key()), sample.value()))
        .map(Sample::key)
        .collect(Collectors.joining(" "));
  }
}
