package io.shmstl.sql.type;

import java.math.BigInteger;

/** The fields of an interval, from the largest unit to the smallest. */
public enum IntervalField {
  YEAR(12, ' '),
  MONTH(1, '-'),
  DAY(86_400_000_000_000L, ' '),
  HOUR(3_600_000_000_000L, ' '),
  MINUTE(60_000_000_000L, ':'),
  SECOND(1_000_000_000L, ':');

  private final BigInteger unit;
  private final char separator;

  IntervalField(long unit, char separator) {
    this.unit = BigInteger.valueOf(unit);
    this.separator = separator;
  }

  /** Months or nanoseconds in one. */
  public BigInteger unit() {
    return unit;
  }

  /** What stands before the field when another one precedes it. */
  char separator() {
    return separator;
  }

  /** Whether the unit is made of months. */
  public boolean isMonths() {
    return this == YEAR || this == MONTH;
  }

  /** The next smaller field; of the smallest, itself. */
  IntervalField next() {
    return switch (this) {
      case YEAR -> MONTH;
      case MONTH -> DAY;
      case DAY -> HOUR;
      case HOUR -> MINUTE;
      case MINUTE, SECOND -> SECOND;
    };
  }
}
