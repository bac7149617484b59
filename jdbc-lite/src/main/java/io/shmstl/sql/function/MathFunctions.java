package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.TypeRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers that give numbers, rounding apart. */
final class MathFunctions {
  private MathFunctions() {}

  static void addTo(Map<String, Function> all) {
    add(all, "SIN", Math::sin);
    add(all, "COS", Math::cos);
    add(all, "TAN", Math::tan);
    add(all, "ASIN", x -> Math.asin(cosine(x)));
    add(all, "ACOS", x -> Math.acos(cosine(x)));
    add(all, "ATAN", Math::atan);
    add(all, "SINH", Math::sinh);
    add(all, "COSH", Math::cosh);
    add(all, "TANH", Math::tanh);
    add(all, "EXP", Math::exp);
    add(all, "SQRT", Math::sqrt);
    add(all, "DEGREES", Math::toDegrees);
    add(all, "RADIANS", Math::toRadians);
    add(all, "COT", x -> 1 / divisor(Math.tan(x)));
    add(all, "LN", x -> Math.log(positive(x)));
    add(all, "LOG10", x -> Math.log10(positive(x)));
    FunctionCall.Body power = (a, _) -> Math.pow(Arguments.real(a, 0), Arguments.real(a, 1)) + 0.0;
    all.put("POWER", Signature.of(SqlType.DOUBLE, power, SqlType.DOUBLE, SqlType.DOUBLE));
    all.put(
        "ATAN2",
        Signature.of(
            SqlType.DOUBLE,
            (a, _) -> Math.atan2(Arguments.real(a, 0), Arguments.real(a, 1)),
            SqlType.DOUBLE,
            SqlType.DOUBLE));
    FunctionCall.Body log =
        (a, _) -> {
          double first = positive(Arguments.real(a, 0));
          if (a.length == 1) {
            return Math.log(first);
          }
          double second = positive(Arguments.real(a, 1));
          return first == 10 ? Math.log10(second) : Math.log(second) / Math.log(first);
        };
    all.put("LOG", Signature.optional(SqlType.DOUBLE, 1, log, SqlType.DOUBLE, SqlType.DOUBLE));
    all.put("PI", Signature.of(SqlType.DOUBLE, (_, _) -> Math.PI));
    all.put("ABS", MathFunctions::abs);
    all.put("SIGN", MathFunctions::sign);
    all.put("MOD", MathFunctions::mod);
    all.put("RAND", MathFunctions::random);
    all.put("RANDOM", MathFunctions::random);
    all.put(
        "RANDOM_UUID",
        (name, arguments, at) -> {
          Signature.requireCount(name, arguments, 0, 0, at);
          return new FunctionCall(SqlType.UUID, arguments, (_, _) -> UUID.randomUUID(), true, true);
        });
  }

  private static double cosine(double x) {
    if (x < -1 || x > 1) {
      throw SqlErrors.badArgument("a sine or cosine is between -1 and 1, not " + x);
    }
    return x;
  }

  private static void add(Map<String, Function> all, String name, DoubleUnaryOperator function) {
    all.put(
        name,
        Signature.of(
            SqlType.DOUBLE,
            (a, _) -> function.applyAsDouble(Arguments.real(a, 0)) + 0.0,
            SqlType.DOUBLE));
  }

  private static double positive(double x) {
    if (x <= 0) {
      throw SqlErrors.badArgument("a logarithm takes a positive number, not " + x);
    }
    return x;
  }

  private static double divisor(double x) {
    if (x == 0) {
      throw SqlErrors.divisionByZero();
    }
    return x;
  }

  private static Expression abs(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    Expression operand = number(arguments.getFirst(), at);
    FunctionCall.Body body =
        (a, _) ->
            switch (Arguments.value(a, 0)) {
              case Long x -> {
                if (x == Long.MIN_VALUE) {
                  throw SqlErrors.outOfRange(x, "ABS");
                }
                yield Casts.inRange(Math.abs(x), operand.type().kind());
              }
              case Double x -> Math.abs(x);
              case Float x -> Math.abs(x);
              case Object x -> ((BigDecimal) x).abs();
            };
    return Expressions.fold(new FunctionCall(operand.type(), List.of(operand), body, false, false));
  }

  private static Expression sign(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    FunctionCall.Body body =
        (a, _) ->
            switch (Arguments.value(a, 0)) {
              case Long x -> (long) Long.signum(x);
              case Double x -> (long) Math.signum(x);
              case Float x -> (long) Math.signum(x);
              case Object x -> (long) ((BigDecimal) x).signum();
            };
    return Expressions.fold(
        new FunctionCall(
            SqlType.INTEGER, List.of(number(arguments.getFirst(), at)), body, false, false));
  }

  /** An operand that must be a number; text is read as one. */
  static Expression number(Expression operand, Position at) {
    TypeKind kind = operand.type().kind();
    if (kind.isNumber()) {
      return operand;
    }
    if (kind == TypeKind.NULL || kind.isText()) {
      return Expressions.convert(operand, SqlType.DECFLOAT, at);
    }
    throw SqlErrors.wrongType("a number is wanted, not " + operand.type(), at);
  }

  private static Expression mod(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    SqlType common = TypeRules.common(arguments.getFirst().type(), arguments.getLast().type(), at);
    SqlType divisorType = arguments.getLast().type();
    if (common.kind() == TypeKind.NULL || common.kind().isText()) {
      common = SqlType.DECFLOAT;
    }
    if (!common.kind().isNumber()) {
      throw SqlErrors.wrongType("a number is wanted, not " + common, at);
    }
    SqlType result = divisorType.kind().isNumber() ? divisorType : common;
    FunctionCall.Body body =
        (a, context) -> {
          Object remainder = remainder(Arguments.value(a, 0), Arguments.value(a, 1));
          return Casts.convert(remainder, result.kind(), context.zone());
        };
    List<Expression> operands =
        List.of(
            Expressions.convert(arguments.getFirst(), common, at),
            Expressions.convert(arguments.getLast(), common, at));
    return Expressions.fold(new FunctionCall(result, operands, body, false, false));
  }

  private static Object remainder(Object dividend, Object divisor) {
    return switch (divisor) {
      case Long b -> {
        divisor(b);
        yield (Long) dividend % b;
      }
      case Double b -> (Double) dividend % divisor(b) + 0.0;
      case Float b -> (Float) dividend % (float) divisor(b) + 0.0f;
      case Object b -> {
        BigDecimal decimal = (BigDecimal) b;
        divisor(decimal.signum());
        yield ((BigDecimal) dividend).remainder(decimal);
      }
    };
  }

  private static Expression random(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 0, 0, at);
    return new FunctionCall(
        SqlType.DOUBLE, arguments, (_, _) -> ThreadLocalRandom.current().nextDouble(), true, true);
  }
}
