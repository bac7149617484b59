package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/** BITAND, BITOR, BITXOR, BITNOT: of the wider of the two integer types. */
final class BitFunctions {
  private BitFunctions() {}

  static void addTo(Map<String, Function> all) {
    add(all, "BITAND", (a, b) -> a & b);
    add(all, "BITOR", (a, b) -> a | b);
    add(all, "BITXOR", (a, b) -> a ^ b);
    all.put(
        "BITNOT",
        (name, arguments, at) -> {
          Signature.requireCount(name, arguments, 1, 1, at);
          return call(name, arguments, (a, _) -> ~Arguments.number(a, 0), at);
        });
  }

  private static void add(Map<String, Function> all, String name, LongBinaryOperator operator) {
    all.put(
        name,
        (called, arguments, at) -> {
          Signature.requireCount(called, arguments, 2, 2, at);
          FunctionCall.Body body =
              (a, _) -> operator.applyAsLong(Arguments.number(a, 0), Arguments.number(a, 1));
          return call(called, arguments, body, at);
        });
  }

  private static Expression call(
      String name, List<Expression> arguments, FunctionCall.Body body, Position at) {
    SqlType type = Expressions.common(arguments, at);
    if (!type.kind().isInteger() && type.kind() != TypeKind.VARCHAR) {
      throw SqlErrors.wrongType(name + " of " + type + " is not defined", at);
    }
    SqlType result = type.kind().isInteger() ? type : SqlType.BIGINT;
    List<Expression> converted =
        arguments.stream().map(argument -> Expressions.convert(argument, result, at)).toList();
    return Expressions.fold(new FunctionCall(result, converted, body, false, false));
  }
}
