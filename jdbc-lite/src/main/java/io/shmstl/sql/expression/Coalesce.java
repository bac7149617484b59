package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first operand that is not null. */
final class Coalesce extends Expression {
  private final List<Expression> operands;

  Coalesce(SqlType type, List<Expression> operands) {
    super(type);
    this.operands = List.copyOf(operands);
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    for (Expression operand : operands) {
      Object value = operand.evaluate(frame);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    operands.forEach(visitor);
  }
}
