package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two texts in a row; null if one of them is. */
final class Concatenation extends Expression {
  /** Longest text that an operation may make, in characters. */
  static final int MAX_LENGTH = 64 * 1024 * 1024;

  private final Expression left;
  private final Expression right;

  Concatenation(Expression left, Expression right) {
    super(SqlType.VARCHAR);
    this.left = left;
    this.right = right;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object l = left.evaluate(frame);
    Object r = right.evaluate(frame);
    if (l == null || r == null) {
      return null;
    }
    String a = (String) l;
    String b = (String) r;
    if ((long) a.length() + b.length() > MAX_LENGTH) {
      throw SqlErrors.tooLong(a, type().toString());
    }
    return a.concat(b);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
