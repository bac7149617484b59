package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arithmetic of REAL and DOUBLE PRECISION. */
final class FloatingArithmetic extends Expression {
  private final ArithmeticOperator operator;
  private final Expression left;
  private final Expression right;

  FloatingArithmetic(ArithmeticOperator operator, SqlType type, Expression left, Expression right) {
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
    if (type().kind() == TypeKind.REAL) {
      return real((Float) l, (Float) r);
    }
    return wide((Double) l, (Double) r);
  }

  private Float real(float a, float b) {
    float result =
        switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDE -> {
            requireDivisor(b);
            yield a / b;
          }
        };
    return result + 0.0f; // there is one zero in SQL, without a sign
  }

  private Double wide(double a, double b) {
    double result =
        switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDE -> {
            requireDivisor(b);
            yield a / b;
          }
        };
    return result + 0.0;
  }

  private static void requireDivisor(double divisor) {
    if (divisor == 0) {
      throw SqlErrors.divisionByZero();
    }
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
