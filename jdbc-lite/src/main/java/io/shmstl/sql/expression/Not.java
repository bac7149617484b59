package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The opposite of a condition; unknown stays unknown. */
final class Not extends Expression {
  private final Expression operand;

  Not(Expression operand) {
    super(SqlType.BOOLEAN);
    this.operand = operand;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object value = operand.evaluate(frame);
    return value == null ? null : (Object) !(Boolean) value;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(operand);
  }
}
