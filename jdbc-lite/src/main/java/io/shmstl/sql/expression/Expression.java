package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bound expression: typed, with its columns resolved, ready to be evaluated again and again.
 * Immutable, so that executions share it; what changes lives in the {@link Frame}.
 */
public abstract class Expression {
  private final SqlType type;

  protected Expression(SqlType type) {
    this.type = type;
  }

  /** The type of all values but null. */
  public final SqlType type() {
    return type;
  }

  /**
   * The value on the rows of a frame, null for NULL.
   *
   * @throws io.shmstl.sql.error.SqlFailure if the operands have no value
   */
  public abstract @Nullable Object evaluate(Frame frame);

  /** Whether a condition is true on the rows of a frame: neither false nor unknown. */
  public final boolean isTrue(Frame frame) {
    return evaluate(frame) instanceof Boolean truth && truth;
  }

  /**
   * Keeps of some rows those for which this condition is true: what {@link #isTrue} says of each.
   * Of an expression that can be told for many rows at once, faster.
   */
  public void select(Selection rows) {
    rows.keepWhereTrue(this);
  }

  /** Shows the direct operands. */
  public abstract void forEachOperand(Consumer<Expression> visitor);

  /** Whether the value may differ between evaluations on the same rows. */
  public boolean isVolatile() {
    return false;
  }
}
