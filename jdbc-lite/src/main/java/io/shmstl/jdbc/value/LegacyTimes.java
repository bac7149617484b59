package io.shmstl.jdbc.value;

import io.shmstl.sql.type.TypeKind;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The classes of {@code java.sql} for dates and times: instants that show a local time in a zone,
 * that of a calendar or of the JVM. Dates before the Gregorian calendar keep their ISO fields.
 */
public final class LegacyTimes {
  private LegacyTimes() {}

  /** A date, as midnight of the zone. */
  public static Date toDate(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalDate date = (LocalDate) Conversions.convert(value, TypeKind.DATE);
    return calendar == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
  }

  /** A time of the day, on the first day of 1970; digits below milliseconds are cut. */
  public static Time toTime(Object value, @Nullable Calendar calendar) throws SQLException {
    LocalTime time = (LocalTime) Conversions.convert(value, TypeKind.TIME);
    LocalDateTime day = time.truncatedTo(ChronoUnit.MILLIS).atDate(LocalDate.EPOCH);
    return new Time(day.atZone(zone(calendar)).toInstant().toEpochMilli());
  }

  /** A date with a time. */
  public static Timestamp toTimestamp(Object value, @Nullable Calendar calendar)
      throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return Timestamp.from(time.toInstant());
    }
    LocalDateTime time = (LocalDateTime) Conversions.convert(value, TypeKind.TIMESTAMP);
    return calendar == null
        ? Timestamp.valueOf(time)
        : Timestamp.from(time.atZone(zone(calendar)).toInstant());
  }

  /** The date that a legacy one shows. */
  public static LocalDate fromDate(Date date, @Nullable Calendar calendar) {
    return calendar == null ? date.toLocalDate() : local(date.getTime(), calendar).toLocalDate();
  }

  /** The time of the day that a legacy one shows, with its milliseconds. */
  public static LocalTime fromTime(Time time, @Nullable Calendar calendar) {
    return local(time.getTime(), calendar).toLocalTime();
  }

  /** The date with a time that a legacy one shows. */
  public static LocalDateTime fromTimestamp(Timestamp time, @Nullable Calendar calendar) {
    return calendar == null
        ? time.toLocalDateTime()
        : LocalDateTime.ofInstant(time.toInstant(), zone(calendar));
  }

  private static LocalDateTime local(long epochMs, @Nullable Calendar calendar) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), zone(calendar));
  }

  private static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }
}
