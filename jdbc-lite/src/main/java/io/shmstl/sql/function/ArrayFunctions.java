package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.expression.ListExpression;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.Values;
import java.util.List;
import java.util.Map;

/** Functions of arrays; elements count from 1. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static void addTo(Map<String, Function> all) {
    all.put("CARDINALITY", ArrayFunctions::cardinality);
    all.put("ARRAY_LENGTH", ArrayFunctions::cardinality);
    all.put("ARRAY_GET", ArrayFunctions::element);
    all.put("ARRAY_CONTAINS", ArrayFunctions::contains);
  }

  private static Expression cardinality(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 1, 1, at);
    requireArray(name, arguments.getFirst(), at);
    FunctionCall.Body body = (a, _) -> (long) list(a[0]).size();
    return Expressions.fold(new FunctionCall(SqlType.INTEGER, arguments, body, false, false));
  }

  /** One element: null beyond the end, an error before the start. */
  private static Expression element(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    Expression array = arguments.getFirst();
    requireArray(name, array, at);
    Expression index = Expressions.convert(arguments.getLast(), SqlType.BIGINT, at);
    FunctionCall.Body body =
        (a, _) -> {
          List<?> list = list(a[0]);
          long position = Arguments.number(a, 1);
          if (position < 1) {
            throw SqlErrors.badArgument("elements count from 1, not from " + position);
          }
          return position > list.size() ? null : list.get((int) position - 1);
        };
    SqlType type =
        array instanceof ListExpression list && !list.items().isEmpty()
            ? Expressions.common(list.items(), at)
            : SqlType.OTHER;
    return Expressions.fold(new FunctionCall(type, List.of(array, index), body, false, false));
  }

  private static Expression contains(String name, List<Expression> arguments, Position at) {
    Signature.requireCount(name, arguments, 2, 2, at);
    requireArray(name, arguments.getFirst(), at);
    FunctionCall.Body body =
        (a, _) -> {
          Object wanted = Arguments.value(a, 1);
          return list(a[0]).stream()
              .anyMatch(found -> wanted.getClass().isInstance(found) && Values.same(found, wanted));
        };
    return Expressions.fold(new FunctionCall(SqlType.BOOLEAN, arguments, body, false, false));
  }

  private static void requireArray(String name, Expression operand, Position at) {
    TypeKind kind = operand.type().kind();
    if (kind != TypeKind.ARRAY && kind != TypeKind.NULL && kind != TypeKind.OTHER) {
      throw SqlErrors.wrongType(name + " takes an array, not " + operand.type(), at);
    }
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw SqlErrors.conversion(String.valueOf(value), TypeKind.ARRAY.sqlName());
  }
}
