package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.function.Consumer;

/** Whether two values differ, nulls being equal. */
final class DistinctFrom extends Expression {
  private final Expression left;
  private final Expression right;
  private final boolean isNegated;

  DistinctFrom(Expression left, Expression right, boolean isNegated) {
    super(SqlType.BOOLEAN);
    this.left = left;
    this.right = right;
    this.isNegated = isNegated;
  }

  @Override
  public Object evaluate(Frame frame) {
    return Values.same(left.evaluate(frame), right.evaluate(frame)) == isNegated;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
