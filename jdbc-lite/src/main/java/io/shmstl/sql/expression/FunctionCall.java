package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call of a function of the values of its arguments. */
public final class FunctionCall extends Expression {
  /** What the function does. */
  @FunctionalInterface
  public interface Body {
    /** The value for some arguments, none of them null unless the function takes nulls. */
    @Nullable Object apply(@Nullable Object[] arguments, StatementContext context);
  }

  private final List<Expression> arguments;
  private final Body body;
  private final boolean takesNulls;
  private final boolean isVolatile;

  public FunctionCall(
      SqlType type, List<Expression> arguments, Body body, boolean takesNulls, boolean isVolatile) {
    super(type);
    this.arguments = List.copyOf(arguments);
    this.body = body;
    this.takesNulls = takesNulls;
    this.isVolatile = isVolatile;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    @Nullable Object[] values = new @Nullable Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).evaluate(frame);
      if (values[i] == null && !takesNulls) {
        return null;
      }
    }
    return body.apply(values, frame.context());
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    arguments.forEach(visitor);
  }

  @Override
  public boolean isVolatile() {
    return isVolatile;
  }
}
