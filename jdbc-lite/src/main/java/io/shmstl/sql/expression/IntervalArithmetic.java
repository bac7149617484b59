package io.shmstl.sql.expression;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arithmetic of dates, times and intervals. */
final class IntervalArithmetic extends Expression {
  private static final BigInteger NANOS_PER_SECOND = IntervalField.SECOND.unit();
  private static final BigInteger NANOS_PER_DAY = IntervalField.DAY.unit();

  private final ArithmeticOperator operator;
  private final Expression left;
  private final Expression right;

  private IntervalArithmetic(
      ArithmeticOperator operator, SqlType type, Expression left, Expression right) {
    super(type);
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  /** The expression for two types one of which is a date, a time or an interval. */
  static Expression of(
      ArithmeticOperator operator, Expression left, Expression right, Position at) {
    TypeKind l = left.type().kind();
    TypeKind r = right.type().kind();
    SqlType type = null;
    switch (operator) {
      case PLUS -> {
        if (isMovable(l, r)) {
          type = moved(left.type(), r);
        } else if (isMovable(r, l)) {
          return of(operator, right, left, at);
        } else if (l == TypeKind.DATE && r == TypeKind.TIME) {
          type = SqlType.TIMESTAMP;
        } else if (l == TypeKind.TIME && r == TypeKind.DATE) {
          return of(operator, right, left, at);
        } else if (l.isInterval() && l == r) {
          type = left.type();
        }
      }
      case MINUS -> {
        if (isMovable(l, r)) {
          type = moved(left.type(), r);
        } else if (l.isTemporal() && r.isTemporal() && l.hasDate() == r.hasDate()) {
          type = SqlType.INTERVAL_SECONDS;
        } else if (l.isInterval() && l == r) {
          type = left.type();
        }
      }
      case TIMES -> {
        if (l.isInterval() && r.isNumber()) {
          type = left.type();
        } else if (r.isInterval() && l.isNumber()) {
          return of(operator, right, left, at);
        }
      }
      case DIVIDE -> {
        if (l.isInterval() && r.isNumber()) {
          type = left.type();
        }
      }
    }
    if (type == null) {
      throw SqlErrors.wrongType(
          left.type() + " " + operator.symbol() + " " + right.type() + " is not defined", at);
    }
    return new IntervalArithmetic(operator, type, left, right);
  }

  /** Whether a time moves by an amount: an interval, or a number of days where there are days. */
  private static boolean isMovable(TypeKind time, TypeKind amount) {
    return time.isTemporal() && (amount.isInterval() || (time.hasDate() && amount.isNumber()));
  }

  private static SqlType moved(SqlType type, TypeKind by) {
    if (by.isNumber() && type.kind() == TypeKind.DATE && !by.isInteger()) {
      return SqlType.TIMESTAMP;
    }
    return type;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object l = left.evaluate(frame);
    Object r = right.evaluate(frame);
    if (l == null || r == null) {
      return null;
    }
    try {
      return switch (operator) {
        case PLUS -> plus(l, r, 1, frame);
        case MINUS ->
            l instanceof Interval || r instanceof Interval || r instanceof Number
                ? plus(l, r, -1, frame)
                : difference(l, r, frame);
        case TIMES -> scaled((Interval) l, decimal(r, frame), false);
        case DIVIDE -> scaled((Interval) l, decimal(r, frame), true);
      };
    } catch (DateTimeException | ArithmeticException _) {
      throw SqlErrors.outOfRange(l + " " + operator.symbol() + " " + r, type().toString());
    }
  }

  private static BigDecimal decimal(Object value, Frame frame) {
    return (BigDecimal) Casts.convert(value, TypeKind.NUMERIC, frame.context().zone());
  }

  private Object plus(Object value, Object amount, int sign, Frame frame) {
    if (value instanceof Interval interval) {
      return interval.plus((Interval) amount, sign);
    }
    if (amount instanceof Interval interval) {
      return interval.first().isMonths()
          ? plusMonths(value, sign * interval.amount().longValueExact())
          : plusNanos(value, sign < 0 ? interval.amount().negate() : interval.amount());
    }
    if (amount instanceof LocalTime time) {
      return ((LocalDate) value).atTime(time);
    }
    BigDecimal days = decimal(amount, frame);
    BigInteger nanos = days.multiply(new BigDecimal(NANOS_PER_DAY)).toBigInteger();
    Object start =
        type().kind() == TypeKind.TIMESTAMP
            ? Casts.convert(value, TypeKind.TIMESTAMP, frame.context().zone())
            : value;
    return plusNanos(start, sign < 0 ? nanos.negate() : nanos);
  }

  private static Object plusMonths(Object value, long months) {
    return switch (value) {
      case LocalDate date -> date.plusMonths(months);
      case LocalDateTime time -> time.plusMonths(months);
      case OffsetDateTime time -> time.plusMonths(months);
      default -> throw SqlErrors.badArgument("a time of day has no months");
    };
  }

  private static Object plusNanos(Object value, BigInteger nanos) {
    BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
    long seconds = parts[0].longValueExact();
    long rest = parts[1].longValueExact();
    return switch (value) {
      case LocalDate date -> date.atStartOfDay().plusSeconds(seconds).plusNanos(rest).toLocalDate();
      case LocalDateTime time -> time.plusSeconds(seconds).plusNanos(rest);
      case OffsetDateTime time -> time.plusSeconds(seconds).plusNanos(rest);
      case LocalTime time -> time.plusSeconds(seconds).plusNanos(rest);
      case OffsetTime time -> time.plusSeconds(seconds).plusNanos(rest);
      default -> throw SqlErrors.badArgument("an interval cannot be added to " + value);
    };
  }

  private Interval difference(Object l, Object r, Frame frame) {
    if (!left.type().kind().hasDate()) {
      long nanos = nanosInUtc(l, frame) - nanosInUtc(r, frame);
      return new Interval(IntervalField.HOUR, IntervalField.SECOND, BigInteger.valueOf(nanos));
    }
    BigInteger nanos = nanos(l, frame).subtract(nanos(r, frame));
    boolean isDays = l instanceof LocalDate && r instanceof LocalDate;
    return new Interval(
        IntervalField.DAY, isDays ? IntervalField.DAY : IntervalField.SECOND, nanos);
  }

  private static long nanosInUtc(Object value, Frame frame) {
    OffsetTime time = (OffsetTime) Casts.convert(value, TypeKind.TIME_TZ, frame.context().zone());
    return time.toLocalTime().toNanoOfDay()
        - time.getOffset().getTotalSeconds() * NANOS_PER_SECOND.longValue();
  }

  private static BigInteger nanos(Object value, Frame frame) {
    OffsetDateTime time =
        value instanceof OffsetDateTime zoned
            ? zoned
            : ((LocalDateTime) Casts.convert(value, TypeKind.TIMESTAMP, frame.context().zone()))
                .atOffset(ZoneOffset.UTC);
    return BigInteger.valueOf(time.toEpochSecond())
        .multiply(NANOS_PER_SECOND)
        .add(BigInteger.valueOf(time.getNano()));
  }

  private static Interval scaled(Interval interval, BigDecimal factor, boolean isDivision) {
    if (isDivision && factor.signum() == 0) {
      throw SqlErrors.divisionByZero();
    }
    BigDecimal amount = new BigDecimal(interval.amount());
    BigDecimal result =
        isDivision ? amount.divide(factor, 0, RoundingMode.DOWN) : amount.multiply(factor);
    return interval.withAmount(result.toBigInteger());
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
