package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value that is always the same. */
public final class Constant extends Expression {
  public static final Constant TRUE = new Constant(true, SqlType.BOOLEAN);
  public static final Constant FALSE = new Constant(false, SqlType.BOOLEAN);

  private final @Nullable Object value;

  public Constant(@Nullable Object value, SqlType type) {
    super(type);
    this.value = value;
  }

  /** The value. */
  public @Nullable Object value() {
    return value;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return value;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // a leaf
  }
}
