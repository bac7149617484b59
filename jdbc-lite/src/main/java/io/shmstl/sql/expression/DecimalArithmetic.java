package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.ArithmeticOperator;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import io.shmstl.sql.type.TypeRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arithmetic of NUMERIC and DECFLOAT. */
public final class DecimalArithmetic extends Expression {
  private final ArithmeticOperator operator;
  private final Expression left;
  private final Expression right;

  DecimalArithmetic(ArithmeticOperator operator, SqlType type, Expression left, Expression right) {
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
    BigDecimal a = (BigDecimal) l;
    BigDecimal b = (BigDecimal) r;
    BigDecimal result =
        switch (operator) {
          case PLUS -> a.add(b);
          case MINUS -> a.subtract(b);
          case TIMES -> a.multiply(b);
          case DIVIDE -> {
            if (b.signum() == 0) {
              throw SqlErrors.divisionByZero();
            }
            yield type().kind() == TypeKind.NUMERIC
                ? a.divide(b, type().scale(), RoundingMode.HALF_DOWN)
                : quotient(a, b, (int) type().precision());
          }
        };
    if (result.precision() > 2 * SqlType.MAX_NUMERIC_PRECISION
        || Math.abs((long) result.scale()) > 2 * SqlType.MAX_NUMERIC_PRECISION) {
      throw SqlErrors.outOfRange(
          "a number of " + result.precision() + " digits, scale " + result.scale(),
          type().toString());
    }
    return type().kind() == TypeKind.NUMERIC ? result : Casts.decfloat(result);
  }

  /**
   * A quotient of decimal floating point numbers.
   *
   * @param most digits that its type has; types without a precision have too many to use them all
   */
  public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor, int most) {
    int own = Math.max(dividend.precision(), divisor.precision());
    int digits = Math.min(most, Math.max(own, TypeRules.MAX_QUOTIENT_DIGITS));
    int scale =
        dividend.scale() - dividend.precision() + divisor.precision() - divisor.scale() + digits;
    BigDecimal quotient = dividend.divide(divisor, scale, RoundingMode.HALF_DOWN);
    int excess = quotient.precision() - digits;
    return excess > 0
        ? quotient.setScale(quotient.scale() - excess, RoundingMode.HALF_UP)
        : quotient;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
