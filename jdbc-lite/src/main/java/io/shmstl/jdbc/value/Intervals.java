package io.shmstl.jdbc.value;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;

/** Intervals of SQL as the two classes of Java: {@link Period} of months, {@link Duration}. */
final class Intervals {
  private static final int MONTHS_PER_YEAR = 12;
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private Intervals() {}

  static Period toPeriod(Interval interval) throws SQLException {
    if (!interval.first().isMonths()) {
      throw JdbcErrors.noConversion(interval.toString(), "a period", null);
    }
    try {
      BigInteger[] parts = interval.amount().divideAndRemainder(IntervalField.YEAR.unit());
      return Period.of(parts[0].intValueExact(), parts[1].intValueExact(), 0);
    } catch (ArithmeticException e) {
      throw JdbcErrors.noConversion(interval.toString(), "a period", e);
    }
  }

  static Duration toDuration(Interval interval) throws SQLException {
    if (interval.first().isMonths()) {
      throw JdbcErrors.noConversion(interval.toString(), "a duration", null);
    }
    try {
      BigInteger[] parts = interval.amount().divideAndRemainder(NANOS_PER_SECOND);
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException e) {
      throw JdbcErrors.noConversion(interval.toString(), "a duration", e);
    }
  }

  static Interval of(Period period) throws SQLException {
    if (period.getDays() != 0) {
      throw JdbcErrors.noConversion(period.toString(), "an interval of months", null);
    }
    return new Interval(
        IntervalField.YEAR,
        IntervalField.MONTH,
        BigInteger.valueOf((long) period.getYears() * MONTHS_PER_YEAR + period.getMonths()));
  }

  static Interval of(Duration duration) {
    BigInteger seconds = BigInteger.valueOf(duration.getSeconds());
    return new Interval(
        IntervalField.DAY,
        IntervalField.SECOND,
        seconds.multiply(NANOS_PER_SECOND).add(BigInteger.valueOf(duration.getNano())));
  }
}
