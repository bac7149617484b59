package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question mark, of the type its value has in this plan. */
public final class ParameterReference extends Expression {
  private final int index;
  private final @Nullable SqlType[] inferred;

  /**
   * A question mark.
   *
   * @param index which one; the first is number 0
   * @param type the type of its values, {@code NULL} if nobody knows yet
   * @param inferred where to note what the statement expects of an unknown one
   */
  public ParameterReference(int index, SqlType type, @Nullable SqlType[] inferred) {
    super(type);
    this.index = index;
    this.inferred = inferred;
  }

  /** Notes the type that the place of the question mark asks for. */
  void infer(SqlType wanted) {
    if (inferred[index] == null) {
      inferred[index] = wanted;
    }
  }

  /** Which one; the first is number 0. */
  public int index() {
    return index;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.context().parameter(index);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // a leaf
  }
}
