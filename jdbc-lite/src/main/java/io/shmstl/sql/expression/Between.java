package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a value lies between two others of its kind, both included. */
final class Between extends Expression {
  private final Expression value;
  private final Expression low;
  private final Expression high;
  private final boolean isSymmetric;

  Between(Expression value, Expression low, Expression high, boolean isSymmetric) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.low = low;
    this.high = high;
    this.isSymmetric = isSymmetric;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object v = value.evaluate(frame);
    if (v == null) {
      return null;
    }
    Object l = low.evaluate(frame);
    Object h = high.evaluate(frame);
    if (isSymmetric) {
      if (l == null || h == null) {
        return null;
      }
      return Values.compare(l, h) <= 0 ? isWithin(v, l, h) : isWithin(v, h, l);
    }
    if (l != null && h != null) {
      return isWithin(v, l, h);
    }
    boolean isOutside =
        (l != null && Values.compare(v, l) < 0) || (h != null && Values.compare(v, h) > 0);
    return isOutside ? (Object) false : null;
  }

  private static boolean isWithin(Object value, Object low, Object high) {
    return Values.compare(value, low) >= 0 && Values.compare(value, high) <= 0;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(value);
    visitor.accept(low);
    visitor.accept(high);
  }
}
