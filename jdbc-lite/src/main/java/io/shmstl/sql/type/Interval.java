package io.shmstl.sql.type;

import java.math.BigInteger;

/**
 * A length of time: months, or nanoseconds, shown in the fields from {@code first} to {@code last}.
 *
 * @param first the field of the largest unit
 * @param last the field of the smallest unit
 * @param amount months where the fields are years and months, nanoseconds otherwise
 */
public record Interval(IntervalField first, IntervalField last, BigInteger amount)
    implements Comparable<Interval> {

  /** The type that holds this interval. */
  public SqlType type() {
    return first.isMonths() ? SqlType.INTERVAL_MONTHS : SqlType.INTERVAL_SECONDS;
  }

  /** An interval of the same fields with another amount. */
  public Interval withAmount(BigInteger other) {
    return new Interval(first, last, other);
  }

  /** The sum, or with a sign of -1 the difference, in all fields that one of the two has. */
  public Interval plus(Interval other, int sign) {
    return new Interval(
        first.compareTo(other.first) <= 0 ? first : other.first,
        last.compareTo(other.last) >= 0 ? last : other.last,
        sign < 0 ? amount.subtract(other.amount) : amount.add(other.amount));
  }

  /** The number in one field; 0 for one outside of the fields shown. */
  public long field(IntervalField field) {
    if (field.compareTo(first) < 0 || field.compareTo(last) > 0) {
      return 0;
    }
    BigInteger rest = amount;
    for (IntervalField larger = first; larger != field; larger = larger.next()) {
      rest = rest.remainder(larger.unit());
    }
    return rest.divide(field.unit()).longValueExact();
  }

  @Override
  public int compareTo(Interval other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("INTERVAL '");
    if (amount.signum() < 0) {
      text.append('-');
    }
    BigInteger rest = amount.abs();
    for (IntervalField field = first; field.compareTo(last) <= 0; field = field.next()) {
      BigInteger[] parts = rest.divideAndRemainder(field.unit());
      rest = parts[1];
      if (field != first) {
        text.append(field.separator());
        if (field != IntervalField.MONTH && parts[0].bitLength() < Integer.SIZE - 1) {
          if (parts[0].intValue() < 10) {
            text.append('0');
          }
        }
      }
      text.append(parts[0]);
      if (field == IntervalField.SECOND) {
        if (rest.signum() != 0) {
          String fraction = String.format("%09d", rest.intValue());
          text.append('.').append(fraction.replaceFirst("0+$", ""));
        }
        break;
      }
    }
    text.append("' ").append(first);
    return first == last ? text.toString() : text.append(" TO ").append(last).toString();
  }
}
