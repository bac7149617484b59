package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The result of the first condition that is true. */
final class CaseExpression extends Expression {
  private final List<Expression> conditions;
  private final List<Expression> results;
  private final Expression otherwise;

  CaseExpression(
      SqlType type, List<Expression> conditions, List<Expression> results, Expression otherwise) {
    super(type);
    this.conditions = List.copyOf(conditions);
    this.results = List.copyOf(results);
    this.otherwise = otherwise;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).isTrue(frame)) {
        return results.get(i).evaluate(frame);
      }
    }
    return otherwise.evaluate(frame);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    conditions.forEach(visitor);
    results.forEach(visitor);
    visitor.accept(otherwise);
  }
}
