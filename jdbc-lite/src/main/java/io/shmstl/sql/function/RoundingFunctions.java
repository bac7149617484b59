package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ROUND, TRUNC, FLOOR and CEIL. */
final class RoundingFunctions {
  /** Most digits behind the point that are asked for, and before it that are zeroed. */
  private static final int MAX_DIGITS = 10_000;

  private RoundingFunctions() {}

  static void addTo(Map<String, Function> all) {
    all.put("FLOOR", (name, a, at) -> whole(name, a, RoundingMode.FLOOR, at));
    all.put("CEIL", (name, a, at) -> whole(name, a, RoundingMode.CEILING, at));
    all.put("CEILING", (name, a, at) -> whole(name, a, RoundingMode.CEILING, at));
    all.put("ROUND", (name, a, at) -> digits(name, a, RoundingMode.HALF_UP, at));
    Function trunc =
        (name, a, at) ->
            !a.isEmpty() && a.getFirst().type().kind().hasDate()
                ? DateTimeFunctions.truncateToDay(a, at)
                : digits(name, a, RoundingMode.DOWN, at);
    all.put("TRUNC", trunc);
    all.put("TRUNCATE", trunc);
  }

  private static Expression whole(
      String name, List<Expression> arguments, RoundingMode mode, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    Expression operand = MathFunctions.number(arguments.getFirst(), at);
    SqlType type = operand.type();
    if (type.kind().isInteger()) {
      return operand;
    }
    SqlType result =
        type.kind() == TypeKind.NUMERIC
            ? SqlType.numeric(Math.max(1, type.precision() - type.scale() + 1), 0)
            : type;
    FunctionCall.Body body =
        (a, _) ->
            switch (Arguments.value(a, 0)) {
              case Double x -> (mode == RoundingMode.FLOOR ? Math.floor(x) : Math.ceil(x)) + 0.0;
              case Float x ->
                  (float) (mode == RoundingMode.FLOOR ? Math.floor(x) : Math.ceil(x)) + 0.0f;
              case Object x -> fit(((BigDecimal) x).setScale(0, mode), result);
            };
    return Expressions.fold(new FunctionCall(result, List.of(operand), body, false, false));
  }

  private static BigDecimal fit(BigDecimal number, SqlType type) {
    return type.kind() == TypeKind.DECFLOAT ? Casts.decfloat(number) : number;
  }

  private static Expression digits(
      String name, List<Expression> arguments, RoundingMode mode, Position at) {
    Signature.requireCount(name, arguments, 1, 2, at);
    Expression operand = MathFunctions.number(arguments.getFirst(), at);
    if (operand.type().kind().isInteger() && arguments.size() == 1) {
      return operand;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(operand);
    if (arguments.size() == 2) {
      operands.add(Expressions.convert(arguments.getLast(), SqlType.INTEGER, at));
    }
    SqlType result = resultType(operand.type(), operands);
    FunctionCall.Body body =
        (a, context) -> {
          int scale = a.length == 2 ? Arguments.bounded(a, 1) : 0;
          if (Math.abs((long) scale) > MAX_DIGITS) {
            throw SqlErrors.badArgument("a number is not rounded to " + scale + " digits");
          }
          return rounded(Arguments.value(a, 0), scale, mode, result, context.zone());
        };
    return Expressions.fold(new FunctionCall(result, operands, body, false, false));
  }

  private static SqlType resultType(SqlType type, List<Expression> operands) {
    if (type.kind() != TypeKind.NUMERIC) {
      return type;
    }
    int scale = 0;
    if (operands.size() == 2) {
      scale =
          operands.getLast() instanceof Constant constant && constant.value() instanceof Long number
              ? Math.clamp(number, 0, type.scale())
              : type.scale();
    }
    return SqlType.numeric(Math.max(1, type.precision() - type.scale() + scale + 1), scale);
  }

  private static Object rounded(
      Object value, int scale, RoundingMode mode, SqlType type, java.time.ZoneId zone) {
    if (value instanceof Double d && !Double.isFinite(d)) {
      return value;
    }
    if (value instanceof Float f && !Float.isFinite(f)) {
      return value;
    }
    BigDecimal number = (BigDecimal) Casts.convert(value, TypeKind.NUMERIC, zone);
    int wanted =
        type.kind() == TypeKind.NUMERIC ? Math.min(scale, Math.max(0, number.scale())) : scale;
    BigDecimal result = number.setScale(wanted, mode);
    if (type.kind() == TypeKind.NUMERIC && result.scale() < 0) {
      result = result.setScale(0);
    }
    return Casts.convert(result, type.kind(), zone);
  }
}
