package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.Interval;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The negative of a number or an interval. */
final class Negation extends Expression {
  private final Expression operand;

  Negation(Expression operand) {
    super(operand.type());
    this.operand = operand;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object value = operand.evaluate(frame);
    return switch (value) {
      case null -> null;
      case Long number -> {
        if (number == Long.MIN_VALUE) {
          throw SqlErrors.outOfRange("-(" + number + ")", type().toString());
        }
        yield Casts.inRange(-number, type().kind());
      }
      case Double number -> 0.0 - number;
      case Float number -> 0.0f - number;
      case BigDecimal number -> number.negate();
      case Interval interval -> interval.withAmount(interval.amount().negate());
      default -> throw new IllegalStateException("negation of " + value.getClass());
    };
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(operand);
  }
}
