package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arithmetic of integers, in the range of their type. */
final class IntegerArithmetic extends Expression {
  private final ArithmeticOperator operator;
  private final Expression left;
  private final Expression right;

  IntegerArithmetic(ArithmeticOperator operator, SqlType type, Expression left, Expression right) {
    super(type);
    this.operator = operator;
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
    long a = (Long) l;
    long b = (Long) r;
    try {
      return switch (operator) {
        case PLUS -> Casts.inRange(Math.addExact(a, b), type().kind());
        case MINUS -> Casts.inRange(Math.subtractExact(a, b), type().kind());
        case TIMES -> Casts.inRange(Math.multiplyExact(a, b), type().kind());
        case DIVIDE -> {
          if (b == 0) {
            throw SqlErrors.divisionByZero();
          }
          yield Casts.inRange(Math.divideExact(a, b), type().kind());
        }
      };
    } catch (ArithmeticException _) {
      throw SqlErrors.outOfRange(a + " " + operator.symbol() + " " + b, type().toString());
    }
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
