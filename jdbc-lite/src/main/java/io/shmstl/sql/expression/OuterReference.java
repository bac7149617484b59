package io.shmstl.sql.expression;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An expression on the rows of a query around this one. */
public final class OuterReference extends Expression {
  private final int levels;
  private final Expression expression;

  /** An expression so many queries further out, at least one. */
  public OuterReference(int levels, Expression expression) {
    super(expression.type());
    this.levels = levels;
    this.expression = expression;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Frame target = frame;
    for (int i = 0; i < levels; i++) {
      Frame outer = target.outer();
      if (outer == null) {
        throw new IllegalStateException("a subquery was started without its outer query");
      }
      target = outer;
    }
    return expression.evaluate(target);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // a leaf here: its operand stands on other rows
  }
}
