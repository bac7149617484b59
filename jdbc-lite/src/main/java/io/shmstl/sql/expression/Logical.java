package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** AND or OR of conditions, in three-valued logic; stops at the first that decides. */
public final class Logical extends Expression {
  private final boolean isAnd;
  private final List<Expression> operands;

  Logical(boolean isAnd, List<Expression> operands) {
    super(SqlType.BOOLEAN);
    this.isAnd = isAnd;
    this.operands = List.copyOf(operands);
  }

  public boolean isAnd() {
    return isAnd;
  }

  public List<Expression> operands() {
    return operands;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    boolean isUnknown = false;
    for (int i = 0; i < operands.size(); i++) {
      Object value = operands.get(i).evaluate(frame);
      if (value == null) {
        isUnknown = true;
      } else if ((Boolean) value != isAnd) {
        return !isAnd;
      }
    }
    return isUnknown ? null : (Object) isAnd;
  }

  /** Conditions joined by AND are asked one after the other, each of the rows that are left. */
  @Override
  public void select(Selection rows) {
    if (!isAnd) {
      super.select(rows);
      return;
    }
    for (int i = 0; i < operands.size() && rows.count() > 0; i++) {
      operands.get(i).select(rows);
    }
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    operands.forEach(visitor);
  }
}
