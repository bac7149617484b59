package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AT TIME ZONE and AT LOCAL: the same instant in another zone. A time without a zone is taken to be
 * in that of the session first.
 */
final class ZoneFunction {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ZoneFunction() {}

  /** A call with the value, and the zone unless it is that of the session. */
  static Expression bind(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 1, 2, at);
    TypeKind kind = arguments.getFirst().type().kind();
    boolean isTimeOfDay = kind == TypeKind.TIME || kind == TypeKind.TIME_TZ;
    SqlType type = isTimeOfDay ? SqlType.TIME_TZ : SqlType.TIMESTAMP_TZ;
    Expression value = Expressions.convert(arguments.getFirst(), type, at);
    FunctionCall.Body body = (a, context) -> moved(a, context);
    List<Expression> operands =
        arguments.size() == 1 ? List.of(value) : List.of(value, arguments.getLast());
    return Expressions.fold(new FunctionCall(type, operands, body, false, arguments.size() == 1));
  }

  private static Object moved(@Nullable Object[] arguments, StatementContext context) {
    ZoneId zone = arguments.length == 1 ? context.zone() : zone(Arguments.value(arguments, 1));
    Object value = Arguments.value(arguments, 0);
    if (value instanceof OffsetTime time) {
      return time.withOffsetSameInstant(zone.getRules().getOffset(context.now().toInstant()));
    }
    OffsetDateTime time = (OffsetDateTime) Casts.convert(value, TypeKind.TIMESTAMP_TZ, zone);
    return time.atZoneSameInstant(zone).toOffsetDateTime();
  }

  private static ZoneId zone(Object zone) {
    try {
      return zone instanceof Interval interval
          ? ZoneOffset.ofTotalSeconds(
              Math.clamp(
                  interval.amount().longValue() / NANOS_PER_SECOND,
                  Integer.MIN_VALUE,
                  Integer.MAX_VALUE))
          : ZoneId.of(String.valueOf(zone));
    } catch (DateTimeException _) {
      throw SqlErrors.badArgument("there is no time zone " + zone);
    }
  }
}
