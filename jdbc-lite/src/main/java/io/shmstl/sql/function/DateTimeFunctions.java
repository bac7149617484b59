package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.IntervalField;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of dates and times. */
final class DateTimeFunctions {
  private static final SqlType NAME = SqlType.varchar(20);
  private static final SqlType EPOCH = SqlType.numeric(28, 9);

  private DateTimeFunctions() {}

  static void addTo(Map<String, Function> all) {
    addClock(all);
    all.put("EXTRACT", DateTimeFunctions::extract);
    addField(all, DateTimeUnit.YEAR, "YEAR");
    addField(all, DateTimeUnit.QUARTER, "QUARTER");
    addField(all, DateTimeUnit.MONTH, "MONTH");
    addField(all, DateTimeUnit.WEEK, "WEEK");
    addField(all, DateTimeUnit.ISO_WEEK, "ISO_WEEK");
    addField(all, DateTimeUnit.ISO_WEEK_YEAR, "ISO_YEAR");
    addField(all, DateTimeUnit.DAY, "DAY", "DAY_OF_MONTH", "DAYOFMONTH");
    addField(all, DateTimeUnit.DAY_OF_YEAR, "DAY_OF_YEAR", "DAYOFYEAR");
    addField(all, DateTimeUnit.DAY_OF_WEEK, "DAY_OF_WEEK", "DAYOFWEEK");
    addField(all, DateTimeUnit.ISO_DAY_OF_WEEK, "ISO_DAY_OF_WEEK");
    addField(all, DateTimeUnit.HOUR, "HOUR");
    addField(all, DateTimeUnit.MINUTE, "MINUTE");
    addField(all, DateTimeUnit.SECOND, "SECOND");
    all.put("DATEADD", DateTimeFunctions::add);
    all.put("TIMESTAMPADD", DateTimeFunctions::add);
    all.put("DATEDIFF", DateTimeFunctions::difference);
    all.put("TIMESTAMPDIFF", DateTimeFunctions::difference);
    all.put("DATE_TRUNC", DateTimeFunctions::truncate);
    all.put(
        "LAST_DAY",
        Signature.of(
            SqlType.DATE,
            (a, _) -> {
              LocalDate date = (LocalDate) Arguments.value(a, 0);
              return date.withDayOfMonth(date.lengthOfMonth());
            },
            SqlType.DATE));
    addNames(all);
    all.put("FORMATDATETIME", DateTimeFunctions::format);
  }

  private static void addNames(Map<String, Function> all) {
    FunctionCall.Body dayName =
        (a, _) ->
            ((LocalDate) Arguments.value(a, 0))
                .getDayOfWeek()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    FunctionCall.Body monthName =
        (a, _) ->
            ((LocalDate) Arguments.value(a, 0))
                .getMonth()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    all.put("DAYNAME", Signature.of(NAME, dayName, SqlType.DATE));
    all.put("MONTHNAME", Signature.of(NAME, monthName, SqlType.DATE));
  }

  private static void addClock(Map<String, Function> all) {
    Clock date = c -> c.now().toLocalDate();
    Clock micros = c -> c.now().truncatedTo(ChronoUnit.MICROS);
    Clock local = c -> c.now().toLocalDateTime().truncatedTo(ChronoUnit.MICROS);
    Clock seconds = c -> c.now().toLocalTime().truncatedTo(ChronoUnit.SECONDS);
    Clock zoned = c -> c.now().toOffsetTime().truncatedTo(ChronoUnit.SECONDS);
    add(all, SqlType.DATE, date, "CURRENT_DATE", "CURDATE", "TODAY");
    add(all, SqlType.TIMESTAMP_TZ, micros, "CURRENT_TIMESTAMP");
    add(all, SqlType.TIMESTAMP, local, "LOCALTIMESTAMP", "NOW");
    add(all, SqlType.TIME, seconds, "LOCALTIME", "CURTIME");
    add(all, SqlType.TIME_TZ, zoned, "CURRENT_TIME");
  }

  /** What a function makes of the time at which the statement started. */
  private interface Clock {
    Object read(StatementContext context);
  }

  private static void add(Map<String, Function> all, SqlType type, Clock clock, String... names) {
    for (String name : names) {
      all.put(
          name,
          (called, arguments, at) -> {
            Signature.requireCount(called, arguments, 0, 0, at);
            return new FunctionCall(
                type, arguments, (_, context) -> clock.read(context), true, true);
          });
    }
  }

  private static void addField(Map<String, Function> all, DateTimeUnit unit, String... names) {
    for (String name : names) {
      all.put(
          name,
          (called, arguments, at) -> {
            Signature.requireCount(called, arguments, 1, 1, at);
            return extract(unit, arguments.getFirst(), at);
          });
    }
  }

  private static Expression extract(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    return extract(unit(arguments, at), arguments.get(1), at);
  }

  private static Expression extract(DateTimeUnit unit, Expression operand, Position at) {
    IntervalField field = unit.field();
    if (operand.type().kind().isInterval() && field != null) {
      FunctionCall.Body body = (a, _) -> ((Interval) Arguments.value(a, 0)).field(field);
      return Expressions.fold(
          new FunctionCall(SqlType.INTEGER, List.of(operand), body, false, false));
    }
    Expression value = temporal(operand, at);
    return Expressions.fold(
        new FunctionCall(
            unit == DateTimeUnit.EPOCH ? EPOCH : SqlType.INTEGER,
            List.of(value),
            (a, _) -> DateTimeFields.extract(unit, Arguments.value(a, 0)),
            false,
            false));
  }

  private static DateTimeUnit unit(List<Expression> arguments, Position at) {
    DateTimeUnit unit =
        arguments.getFirst() instanceof Constant constant && constant.value() instanceof String name
            ? DateTimeUnit.of(name)
            : null;
    if (unit == null) {
      throw SqlErrors.syntax("expected a unit of time like DAY or HOUR", at);
    }
    return unit;
  }

  /** An operand that must be a date or a time; text is read as a timestamp. */
  private static Expression temporal(Expression operand, Position at) {
    TypeKind kind = operand.type().kind();
    if (kind.isTemporal()) {
      return operand;
    }
    if (kind == TypeKind.NULL || kind.isText()) {
      return Expressions.convert(operand, SqlType.TIMESTAMP, at);
    }
    throw SqlErrors.wrongType("a date or a time is wanted, not " + operand.type(), at);
  }

  private static Expression add(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 3, 3, at);
    DateTimeUnit unit = unit(arguments, at);
    Expression value = temporal(arguments.get(2), at);
    SqlType type =
        value.type().kind() == TypeKind.DATE && unit.isTime() ? SqlType.TIMESTAMP : value.type();
    FunctionCall.Body body =
        (a, _) -> {
          try {
            return DateTimeFields.add(unit, Arguments.number(a, 0), Arguments.value(a, 1));
          } catch (DateTimeException | ArithmeticException _) {
            throw SqlErrors.outOfRange(Arguments.number(a, 0) + " " + unit, type.toString());
          }
        };
    Expression count = Expressions.convert(arguments.get(1), SqlType.BIGINT, at);
    return Expressions.fold(new FunctionCall(type, List.of(count, value), body, false, false));
  }

  private static Expression difference(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 3, 3, at);
    DateTimeUnit unit = unit(arguments, at);
    FunctionCall.Body body =
        (a, context) -> {
          try {
            return DateTimeFields.difference(unit, local(a[0], context), local(a[1], context));
          } catch (ArithmeticException _) {
            throw SqlErrors.outOfRange(a[0] + " to " + a[1] + " in " + unit, "BIGINT");
          }
        };
    return Expressions.fold(
        new FunctionCall(
            SqlType.BIGINT,
            List.of(temporal(arguments.get(1), at), temporal(arguments.get(2), at)),
            body,
            false,
            false));
  }

  private static LocalDateTime local(
      @org.jspecify.annotations.Nullable Object value, StatementContext context) {
    if (value instanceof OffsetDateTime time) {
      return time.toLocalDateTime();
    }
    return (LocalDateTime)
        Casts.convert(java.util.Objects.requireNonNull(value), TypeKind.TIMESTAMP, context.zone());
  }

  private static Expression truncate(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    return truncate(unit(arguments, at), temporal(arguments.get(1), at));
  }

  private static Expression truncate(DateTimeUnit unit, Expression value) {
    return Expressions.fold(
        new FunctionCall(
            value.type(),
            List.of(value),
            (a, _) -> DateTimeFields.truncate(unit, Arguments.value(a, 0)),
            false,
            false));
  }

  /** TRUNC of a date or a time. */
  static Expression truncateToDay(List<Expression> arguments, Position at) {
    Signature.requireCount("TRUNC", arguments, 1, 1, at);
    Expression value = arguments.getFirst();
    return value.type().kind() == TypeKind.DATE
        ? Expressions.cast(value, SqlType.TIMESTAMP, at)
        : truncate(DateTimeUnit.DAY, value);
  }

  private static Expression format(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    FunctionCall.Body body =
        (a, _) -> {
          String pattern = Arguments.text(a, 1);
          try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format((TemporalAccessor) Arguments.value(a, 0));
          } catch (IllegalArgumentException | DateTimeException e) {
            throw SqlErrors.badPattern(pattern, e);
          }
        };
    return Expressions.fold(
        new FunctionCall(
            SqlType.VARCHAR,
            List.of(
                temporal(arguments.get(0), at),
                Expressions.convert(arguments.get(1), SqlType.VARCHAR, at)),
            body,
            false,
            false));
  }
}
