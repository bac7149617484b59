package io.shmstl.sql.function;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Expressions;
import io.shmstl.sql.expression.FunctionCall;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function with fixed types.
 *
 * @param result the type of its values
 * @param required how many arguments there must be
 * @param parameters the types arguments are brought to; null for any
 * @param body what it does
 */
record Signature(
    SqlType result, int required, List<@Nullable SqlType> parameters, FunctionCall.Body body)
    implements Function {

  /** A function whose parameters are all required. */
  static Signature of(SqlType result, FunctionCall.Body body, @Nullable SqlType... parameters) {
    return optional(result, parameters.length, body, parameters);
  }

  /** A function of which only the first parameters are required. */
  static Signature optional(
      SqlType result, int required, FunctionCall.Body body, @Nullable SqlType... parameters) {
    List<@Nullable SqlType> types = new ArrayList<>();
    for (SqlType parameter : parameters) {
      types.add(parameter);
    }
    return new Signature(result, required, types, body);
  }

  @Override
  public Expression bind(String name, List<Expression> arguments, Position at) {
    requireCount(name, arguments, required, parameters.size(), at);
    return Expressions.fold(
        new FunctionCall(result, converted(arguments, parameters, at), body, false, false));
  }

  static List<Expression> converted(
      List<Expression> arguments, List<@Nullable SqlType> types, Position at) {
    List<Expression> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      SqlType type = types.get(i);
      converted.add(
          type == null ? arguments.get(i) : Expressions.convert(arguments.get(i), type, at));
    }
    return converted;
  }

  static void requireCount(
      String name, List<Expression> arguments, int least, int most, Position at) {
    int count = arguments.size();
    if (count < least || count > most) {
      String wanted = least == most ? String.valueOf(least) : least + " to " + most;
      throw SqlErrors.argumentCount(name, wanted, count, at);
    }
  }
}
