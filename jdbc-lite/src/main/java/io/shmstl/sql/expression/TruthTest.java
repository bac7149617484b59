package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a value is exactly this one: IS NULL, IS TRUE, IS NOT UNKNOWN and so on. */
public final class TruthTest extends Expression {
  private final Expression operand;
  private final @Nullable Boolean wanted;
  private final boolean isNegated;

  TruthTest(Expression operand, @Nullable Boolean wanted, boolean isNegated) {
    super(SqlType.BOOLEAN);
    this.operand = operand;
    this.wanted = wanted;
    this.isNegated = isNegated;
  }

  @Override
  public Object evaluate(Frame frame) {
    return Objects.equals(operand.evaluate(frame), wanted) != isNegated;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(operand);
  }
}
