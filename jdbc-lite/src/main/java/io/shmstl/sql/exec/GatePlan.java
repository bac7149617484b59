package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import java.util.List;

/** All rows or none: a condition that reads no row is asked once, before anything is read. */
public final class GatePlan implements Plan {
  private final Plan input;
  private final Expression condition;

  public GatePlan(Plan input, Expression condition) {
    this.input = input;
    this.condition = condition;
  }

  @Override
  public Cursor open(Frame frame) {
    return condition.isTrue(frame) ? input.open(frame) : new NoRows();
  }

  private static final class NoRows implements Cursor {
    @Override
    public boolean next() {
      return false;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        "if a condition on no row is true",
        () -> {
          input.describe(out);
          out.queriesIn(List.of(condition));
        });
  }
}
