package io.shmstl.sql.function;

import io.shmstl.sql.type.IntervalField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of dates and times that functions name. */
enum DateTimeUnit {
  MILLENNIUM,
  CENTURY,
  DECADE,
  YEAR,
  QUARTER,
  MONTH,
  WEEK,
  ISO_WEEK,
  ISO_WEEK_YEAR,
  DAY,
  DAY_OF_YEAR,
  DAY_OF_WEEK,
  ISO_DAY_OF_WEEK,
  HOUR,
  MINUTE,
  SECOND,
  MILLISECOND,
  MICROSECOND,
  NANOSECOND,
  EPOCH,
  TIMEZONE_HOUR,
  TIMEZONE_MINUTE,
  TIMEZONE_SECOND;

  /** The unit of a name, or null. */
  static @Nullable DateTimeUnit of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "YEARS", "YY", "YYYY", "SQL_TSI_YEAR" -> YEAR;
      case "QUARTERS", "SQL_TSI_QUARTER" -> QUARTER;
      case "MONTHS", "MM", "M", "SQL_TSI_MONTH" -> MONTH;
      case "WEEKS", "WW", "WK", "SQL_TSI_WEEK" -> WEEK;
      case "ISOWEEK" -> ISO_WEEK;
      case "ISOYEAR", "ISO_YEAR" -> ISO_WEEK_YEAR;
      case "DAYS", "DD", "D", "DAY_OF_MONTH", "SQL_TSI_DAY" -> DAY;
      case "DOY", "DY", "DAYOFYEAR" -> DAY_OF_YEAR;
      case "DOW", "DAYOFWEEK" -> DAY_OF_WEEK;
      case "ISODOW" -> ISO_DAY_OF_WEEK;
      case "HOURS", "HH", "SQL_TSI_HOUR" -> HOUR;
      case "MINUTES", "MI", "N", "SQL_TSI_MINUTE" -> MINUTE;
      case "SECONDS", "SS", "S", "SQL_TSI_SECOND" -> SECOND;
      case "MILLISECONDS", "MS" -> MILLISECOND;
      case "MICROSECONDS", "MCS" -> MICROSECOND;
      case "NANOSECONDS", "NS" -> NANOSECOND;
      default -> exact(upper);
    };
  }

  private static @Nullable DateTimeUnit exact(String name) {
    for (DateTimeUnit unit : values()) {
      if (unit.name().equals(name)) {
        return unit;
      }
    }
    return null;
  }

  /** Whether the unit is a part of the day. */
  boolean isTime() {
    return compareTo(HOUR) >= 0 && compareTo(NANOSECOND) <= 0;
  }

  /** The field of an interval with the same name, or null. */
  @Nullable IntervalField field() {
    return switch (this) {
      case YEAR -> IntervalField.YEAR;
      case MONTH -> IntervalField.MONTH;
      case DAY -> IntervalField.DAY;
      case HOUR -> IntervalField.HOUR;
      case MINUTE -> IntervalField.MINUTE;
      case SECOND -> IntervalField.SECOND;
      default -> null;
    };
  }

  /** Whether the unit is a part of the offset from UTC. */
  boolean isZone() {
    return this == TIMEZONE_HOUR || this == TIMEZONE_MINUTE || this == TIMEZONE_SECOND;
  }

  /** Months in one, 0 for units that are not made of months. */
  int months() {
    return switch (this) {
      case MILLENNIUM -> 12_000;
      case CENTURY -> 1_200;
      case DECADE -> 120;
      case YEAR -> 12;
      case QUARTER -> 3;
      case MONTH -> 1;
      default -> 0;
    };
  }

  /** Nanoseconds in one, 0 for units that have no fixed length. */
  long nanos() {
    return switch (this) {
      case WEEK, ISO_WEEK -> 7 * 86_400_000_000_000L;
      case DAY, DAY_OF_YEAR, DAY_OF_WEEK, ISO_DAY_OF_WEEK -> 86_400_000_000_000L;
      case HOUR -> 3_600_000_000_000L;
      case MINUTE -> 60_000_000_000L;
      case SECOND, EPOCH -> 1_000_000_000L;
      case MILLISECOND -> 1_000_000L;
      case MICROSECOND -> 1_000L;
      case NANOSECOND -> 1L;
      default -> 0;
    };
  }
}
