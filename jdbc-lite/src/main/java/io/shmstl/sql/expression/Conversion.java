package io.shmstl.sql.expression;

import io.shmstl.sql.type.Casts;
import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value as another type: as operators need it, or cut to size as CAST does. */
public final class Conversion extends Expression {
  private final Expression operand;
  private final boolean isCast;

  Conversion(Expression operand, SqlType type, boolean isCast) {
    super(type);
    this.operand = operand;
    this.isCast = isCast;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object value = operand.evaluate(frame);
    if (value == null) {
      return null;
    }
    return isCast
        ? Casts.cast(value, type(), frame.context().zone())
        : Casts.convert(value, type().kind(), frame.context().zone());
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(operand);
  }
}
