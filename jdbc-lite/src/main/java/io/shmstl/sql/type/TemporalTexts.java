package io.shmstl.sql.type;

import io.shmstl.sql.error.SqlErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times read from text: ISO and its usual relaxed forms. */
public final class TemporalTexts {
  private static final String DATE = "([+-]?\\d{1,10})-(\\d{1,2})-(\\d{1,2})";
  private static final String TIME = "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9})\\d*)?)?";
  private static final String ZONE =
      "(?:\\s*(Z|[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?|[A-Za-z][\\w/+-]*))?";
  private static final Pattern DATE_ONLY = Pattern.compile(DATE);
  private static final Pattern TIME_ONLY = Pattern.compile(TIME + ZONE);
  private static final Pattern DATE_TIME =
      Pattern.compile(DATE + "(?:[ T]\\s*" + TIME + ZONE + ")?");
  private static final Pattern OFFSET =
      Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2})(?::?(\\d{2}))?)?");
  private static final int LONGEST = 100;
  private static final int NANO_DIGITS = 9;

  private TemporalTexts() {}

  /** A date; a time behind it is ignored. */
  public static LocalDate date(String text) {
    Matcher match = match(DATE_ONLY, text, TypeKind.DATE);
    if (match.matches()) {
      return guarded(text, TypeKind.DATE, () -> date(match, 1));
    }
    return timestamp(text, ZoneOffset.UTC).toLocalDate();
  }

  /** A time of the day. */
  public static LocalTime time(String text) {
    Matcher match = match(TIME_ONLY, text, TypeKind.TIME);
    if (match.matches()) {
      return guarded(text, TypeKind.TIME, () -> time(match, 1));
    }
    return timestamp(text, ZoneOffset.UTC).toLocalTime();
  }

  /** A time of the day in a zone; that of the session where the text has none. */
  public static OffsetTime timeWithZone(String text, ZoneId session) {
    Matcher match = match(TIME_ONLY, text, TypeKind.TIME_TZ);
    if (!match.matches()) {
      throw SqlErrors.conversion(text, TypeKind.TIME_TZ.sqlName());
    }
    return guarded(
        text,
        TypeKind.TIME_TZ,
        () -> {
          LocalDateTime day = LocalDateTime.of(LocalDate.EPOCH, time(match, 1));
          return day.atZone(zone(match.group(5), session)).toOffsetDateTime().toOffsetTime();
        });
  }

  /** A date with a time; midnight where the text has none. */
  public static LocalDateTime timestamp(String text, ZoneId session) {
    Matcher match = match(DATE_TIME, text, TypeKind.TIMESTAMP);
    if (!match.matches()) {
      throw SqlErrors.conversion(text, TypeKind.TIMESTAMP.sqlName());
    }
    return guarded(
        text,
        TypeKind.TIMESTAMP,
        () -> {
          LocalDateTime local = dateTime(match);
          return match.group(8) == null
              ? local
              : local
                  .atZone(zone(match.group(8), session))
                  .withZoneSameInstant(session)
                  .toLocalDateTime();
        });
  }

  /** A date with a time in a zone; that of the session where the text has none. */
  public static OffsetDateTime timestampWithZone(String text, ZoneId session) {
    Matcher match = match(DATE_TIME, text, TypeKind.TIMESTAMP_TZ);
    if (!match.matches()) {
      throw SqlErrors.conversion(text, TypeKind.TIMESTAMP_TZ.sqlName());
    }
    return guarded(
        text,
        TypeKind.TIMESTAMP_TZ,
        () -> dateTime(match).atZone(zone(match.group(8), session)).toOffsetDateTime());
  }

  private static Matcher match(Pattern pattern, String text, TypeKind kind) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      throw SqlErrors.conversion(text, kind.sqlName());
    }
    return pattern.matcher(stripped);
  }

  private static LocalDateTime dateTime(Matcher match) {
    LocalTime time = match.group(4) == null ? LocalTime.MIDNIGHT : time(match, 4);
    return LocalDateTime.of(date(match, 1), time);
  }

  private static LocalDate date(Matcher match, int first) {
    return LocalDate.of(
        Integer.parseInt(match.group(first)),
        Integer.parseInt(match.group(first + 1)),
        Integer.parseInt(match.group(first + 2)));
  }

  private static LocalTime time(Matcher match, int first) {
    String second = match.group(first + 2);
    String fraction = match.group(first + 3);
    return LocalTime.of(
        Integer.parseInt(match.group(first)),
        Integer.parseInt(match.group(first + 1)),
        second == null ? 0 : Integer.parseInt(second),
        fraction == null
            ? 0
            : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length())));
  }

  private static ZoneId zone(@Nullable String text, ZoneId session) {
    if (text == null) {
      return session;
    }
    Matcher match = OFFSET.matcher(text);
    if (!match.matches()) {
      return text.equals("Z") ? ZoneOffset.UTC : ZoneId.of(text);
    }
    int sign = match.group(1).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutesSeconds(
        sign * Integer.parseInt(match.group(2)),
        sign * number(match.group(3)),
        sign * number(match.group(4)));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static <T> T guarded(String text, TypeKind kind, java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (DateTimeException | NumberFormatException _) {
      throw SqlErrors.conversion(text, kind.sqlName());
    }
  }
}
