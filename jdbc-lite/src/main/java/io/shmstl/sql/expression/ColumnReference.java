package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A column of a source of the same query block. */
public final class ColumnReference extends Expression {
  private final int slot;
  private final int column;

  public ColumnReference(int slot, int column, SqlType type) {
    super(type);
    this.slot = slot;
    this.column = column;
  }

  /** The source. */
  public int slot() {
    return slot;
  }

  /** The column of the source. */
  public int column() {
    return column;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.row(slot).get(column);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // a leaf
  }
}
