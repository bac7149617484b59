package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.expression.Constant;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** COALESCE, NULLIF, GREATEST, LEAST and their relatives. */
final class ConditionalFunctions {
  private static final int MANY = 1_000;

  private ConditionalFunctions() {}

  static void addTo(Map<String, Function> all) {
    Function coalesce =
        (name, arguments, at) -> {
          Signature.requireCount(name, arguments, 1, MANY, at);
          return Expressions.coalesce(arguments, at);
        };
    all.put("COALESCE", coalesce);
    all.put("NVL", coalesce);
    all.put("IFNULL", coalesce);
    all.put("NULLIF", ConditionalFunctions::nullIf);
    all.put("NVL2", ConditionalFunctions::nvl2);
    all.put("CASEWHEN", ConditionalFunctions::caseWhen);
    all.put("DECODE", ConditionalFunctions::decode);
    all.put("GREATEST", (_, arguments, at) -> extreme(arguments, 1, at));
    all.put("LEAST", (_, arguments, at) -> extreme(arguments, -1, at));
  }

  private static Expression nullIf(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    Expression left = arguments.getFirst();
    Expression isEqual =
        Expressions.comparison(ComparisonOperator.EQUAL, left, arguments.getLast(), at);
    return Expressions.caseOf(List.of(isEqual), List.of(new Constant(null, left.type())), left, at);
  }

  private static Expression nvl2(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 3, 3, at);
    return Expressions.caseOf(
        List.of(Expressions.isNull(arguments.getFirst(), true)),
        List.of(arguments.get(1)),
        arguments.getLast(),
        at);
  }

  private static Expression caseWhen(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 3, 3, at);
    return Expressions.caseOf(
        List.of(arguments.getFirst()), List.of(arguments.get(1)), arguments.getLast(), at);
  }

  private static Expression decode(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 3, MANY, at);
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    int i = 1;
    for (; i + 1 < arguments.size(); i += 2) {
      conditions.add(Expressions.distinctFrom(arguments.getFirst(), arguments.get(i), true, at));
      results.add(arguments.get(i + 1));
    }
    return Expressions.caseOf(
        conditions, results, i < arguments.size() ? arguments.get(i) : null, at);
  }

  private static Expression extreme(List<Expression> arguments, int sign, Position at) {
    Signature.requireCount("GREATEST", arguments, 1, MANY, at);
    SqlType type = Expressions.common(arguments, at);
    List<Expression> converted = new ArrayList<>();
    for (Expression argument : arguments) {
      converted.add(Expressions.convert(argument, type, at));
    }
    FunctionCall.Body body =
        (values, _) -> {
          @Nullable Object best = values[0];
          for (Object value : values) {
            if (best != null && value != null && sign * Values.compare(value, best) > 0) {
              best = value;
            }
          }
          return best;
        };
    return Expressions.fold(new FunctionCall(type, converted, body, false, false));
  }
}
