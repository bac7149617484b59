package io.shmstl.sql.function;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.Texts;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** Reads, cuts and counts the fields of dates and times. */
final class DateTimeFields {
  private static final int NANO_DIGITS = 9;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final WeekFields WEEK = WeekFields.of(DayOfWeek.SUNDAY, 1);

  private DateTimeFields() {}

  /** One field of a value: a whole number, a decimal one for EPOCH. */
  static Object extract(DateTimeUnit unit, Object value) {
    if (unit == DateTimeUnit.EPOCH) {
      return epoch(value);
    }
    if (unit.isTime()) {
      LocalTime time = time(unit, value);
      return switch (unit) {
        case HOUR -> (long) time.getHour();
        case MINUTE -> (long) time.getMinute();
        case SECOND -> (long) time.getSecond();
        case MILLISECOND -> time.getNano() / 1_000_000L;
        case MICROSECOND -> time.getNano() / 1_000L;
        default -> (long) time.getNano();
      };
    }
    if (unit.isZone()) {
      return zone(unit, value);
    }
    LocalDate date = date(unit, value);
    int year = date.getYear();
    return switch (unit) {
      case MILLENNIUM -> (long) Math.ceilDiv(year, 1000);
      case CENTURY -> (long) Math.ceilDiv(year, 100);
      case DECADE -> (long) Math.floorDiv(year, 10);
      case YEAR -> (long) year;
      case QUARTER -> (long) date.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (long) date.getMonthValue();
      case DAY -> (long) date.getDayOfMonth();
      case DAY_OF_YEAR -> (long) date.getDayOfYear();
      case ISO_DAY_OF_WEEK -> (long) date.getDayOfWeek().getValue();
      case ISO_WEEK -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case ISO_WEEK_YEAR -> (long) date.get(IsoFields.WEEK_BASED_YEAR);
      case DAY_OF_WEEK -> (long) date.get(WeekFields.of(locale()).dayOfWeek());
      case WEEK -> (long) date.get(WeekFields.of(locale()).weekOfWeekBasedYear());
      default -> throw wrong(unit, value);
    };
  }

  private static Locale locale() {
    return Locale.getDefault();
  }

  private static long zone(DateTimeUnit unit, Object value) {
    int seconds =
        switch (value) {
          case OffsetDateTime time -> time.getOffset().getTotalSeconds();
          case OffsetTime time -> time.getOffset().getTotalSeconds();
          default -> throw wrong(unit, value);
        };
    return switch (unit) {
      case TIMEZONE_HOUR -> seconds / 3600;
      case TIMEZONE_MINUTE -> seconds / 60 % 60;
      default -> seconds % 60;
    };
  }

  private static BigDecimal epoch(Object value) {
    BigDecimal seconds;
    int nanos;
    switch (value) {
      case LocalDate date -> {
        return BigDecimal.valueOf(date.toEpochDay() * 86_400L);
      }
      case LocalTime time -> {
        seconds = BigDecimal.valueOf(time.toSecondOfDay());
        nanos = time.get(ChronoField.NANO_OF_SECOND);
      }
      case OffsetDateTime time -> {
        seconds = BigDecimal.valueOf(time.toEpochSecond());
        nanos = time.get(ChronoField.NANO_OF_SECOND);
      }
      case LocalDateTime time -> {
        seconds = BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC));
        nanos = time.get(ChronoField.NANO_OF_SECOND);
      }
      default -> throw wrong(DateTimeUnit.EPOCH, value);
    }
    BigDecimal whole = seconds.add(BigDecimal.valueOf(nanos, NANO_DIGITS));
    BigDecimal stripped = whole.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static LocalDate date(DateTimeUnit unit, Object value) {
    return switch (value) {
      case LocalDate date -> date;
      case LocalDateTime time -> time.toLocalDate();
      case OffsetDateTime time -> time.toLocalDate();
      default -> throw wrong(unit, value);
    };
  }

  private static LocalTime time(DateTimeUnit unit, Object value) {
    return switch (value) {
      case LocalDate _ -> LocalTime.MIDNIGHT;
      case LocalTime time -> time;
      case LocalDateTime time -> time.toLocalTime();
      case OffsetDateTime time -> time.toLocalTime();
      case OffsetTime time -> time.toLocalTime();
      default -> throw wrong(unit, value);
    };
  }

  /** A value moved by so many units. */
  static Object add(DateTimeUnit unit, long count, Object value) {
    if (unit.months() > 0) {
      long months = Math.multiplyExact(count, (long) unit.months());
      return switch (value) {
        case LocalDate date -> date.plusMonths(months);
        case LocalDateTime time -> time.plusMonths(months);
        case OffsetDateTime time -> time.plusMonths(months);
        default -> throw wrong(unit, value);
      };
    }
    if (unit.nanos() == 0) {
      throw wrong(unit, value);
    }
    long days = 0;
    long nanos = 0;
    if (unit.nanos() >= NANOS_PER_DAY) {
      days = Math.multiplyExact(count, unit.nanos() / NANOS_PER_DAY);
    } else {
      long perDay = NANOS_PER_DAY / unit.nanos();
      days = count / perDay;
      nanos = count % perDay * unit.nanos();
    }
    return switch (value) {
      case LocalDate date when !unit.isTime() -> date.plusDays(days);
      case LocalDate date -> date.atStartOfDay().plusDays(days).plusNanos(nanos);
      case LocalDateTime time -> time.plusDays(days).plusNanos(nanos);
      case OffsetDateTime time -> time.plusDays(days).plusNanos(nanos);
      case LocalTime time -> time.plusNanos(nanos);
      default -> throw wrong(unit, value);
    };
  }

  /** How many borders of a unit lie between two values. */
  static long difference(DateTimeUnit unit, LocalDateTime from, LocalDateTime to) {
    if (unit.months() > 0) {
      long span = unit.months();
      return Math.floorDiv(monthNumber(to), span) - Math.floorDiv(monthNumber(from), span);
    }
    return switch (unit) {
      case WEEK -> week(to, WEEK) - week(from, WEEK);
      case ISO_WEEK -> week(to, WeekFields.ISO) - week(from, WeekFields.ISO);
      default -> {
        if (unit.nanos() == 0) {
          throw wrong(unit, from);
        }
        if (unit.nanos() >= NANOS_PER_DAY) {
          yield to.toLocalDate().toEpochDay() - from.toLocalDate().toEpochDay();
        }
        long perDay = NANOS_PER_DAY / unit.nanos();
        long days = to.toLocalDate().toEpochDay() - from.toLocalDate().toEpochDay();
        yield Math.addExact(
            Math.multiplyExact(days, perDay),
            to.toLocalTime().toNanoOfDay() / unit.nanos()
                - from.toLocalTime().toNanoOfDay() / unit.nanos());
      }
    };
  }

  private static long monthNumber(LocalDateTime time) {
    return time.getYear() * 12L + time.getMonthValue() - 1;
  }

  private static long week(LocalDateTime time, WeekFields fields) {
    LocalDate first = time.toLocalDate().with(fields.dayOfWeek(), 1);
    return Math.floorDiv(first.toEpochDay() + 7, 7);
  }

  /** A value cut to the start of its unit. */
  static Object truncate(DateTimeUnit unit, Object value) {
    return switch (value) {
      case LocalDate date ->
          unit.isTime() ? date : truncate(unit, date.atStartOfDay(), date).toLocalDate();
      case LocalDateTime time -> truncate(unit, time, time.toLocalDate());
      case OffsetDateTime time ->
          truncate(unit, time.toLocalDateTime(), time.toLocalDate()).atOffset(time.getOffset());
      case LocalTime time when unit.isTime() ->
          LocalTime.ofNanoOfDay(time.toNanoOfDay() / unit.nanos() * unit.nanos());
      default -> throw wrong(unit, value);
    };
  }

  private static LocalDateTime truncate(DateTimeUnit unit, LocalDateTime time, LocalDate date) {
    if (unit.isTime()) {
      long nanos = time.toLocalTime().toNanoOfDay() / unit.nanos() * unit.nanos();
      return date.atTime(LocalTime.ofNanoOfDay(nanos));
    }
    int year = date.getYear();
    LocalDate start =
        switch (unit) {
          case DAY, DAY_OF_YEAR, DAY_OF_WEEK, ISO_DAY_OF_WEEK -> date;
          case WEEK -> date.with(WeekFields.of(locale()).dayOfWeek(), 1);
          case ISO_WEEK -> date.with(WeekFields.ISO.dayOfWeek(), 1);
          case MONTH -> date.withDayOfMonth(1);
          case QUARTER -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
          case YEAR -> LocalDate.of(year, 1, 1);
          case DECADE -> LocalDate.of(Math.floorDiv(year, 10) * 10, 1, 1);
          case CENTURY -> LocalDate.of(Math.floorDiv(year - 1, 100) * 100 + 1, 1, 1);
          case MILLENNIUM -> LocalDate.of(Math.floorDiv(year - 1, 1000) * 1000 + 1, 1, 1);
          default -> throw wrong(unit, time);
        };
    return start.atStartOfDay();
  }

  private static RuntimeException wrong(DateTimeUnit unit, Object value) {
    return SqlErrors.badArgument(unit + " is no part of " + Texts.of(value));
  }
}
