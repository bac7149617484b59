package io.shmstl.sql.expression;

import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A comparison of two values of one kind; unknown if one of them is null. */
public final class Comparison extends Expression {
  private final ComparisonOperator operator;
  private final Expression left;
  private final Expression right;

  Comparison(ComparisonOperator operator, Expression left, Expression right) {
    super(SqlType.BOOLEAN);
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  public ComparisonOperator operator() {
    return operator;
  }

  public Expression left() {
    return left;
  }

  public Expression right() {
    return right;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object l = left.evaluate(frame);
    if (l == null) {
      return null;
    }
    Object r = right.evaluate(frame);
    if (r == null) {
      return null;
    }
    if (l instanceof Long a && r instanceof Long b) {
      return operator.accepts(Long.compare(a, b));
    }
    return operator.accepts(Values.compare(l, r));
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
