package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import java.util.List;

/** The rows for which a condition is true. */
public final class FilterPlan implements Plan {
  private final Plan input;
  private final Expression condition;
  private final String text;

  /**
   * A filter.
   *
   * @param text the condition as written, for people
   */
  public FilterPlan(Plan input, Expression condition, String text) {
    this.input = input;
    this.condition = condition;
    this.text = text;
  }

  @Override
  public Cursor open(Frame frame) {
    Cursor rows = input.open(frame);
    if (rows instanceof BlockCursor blocks) {
      return new BlockFilterCursor(blocks, condition);
    }
    return new Cursor() {
      @Override
      public boolean next() {
        while (rows.next()) {
          if (condition.isTrue(frame)) {
            return true;
          }
        }
        return false;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        "filter " + text,
        () -> {
          input.describe(out);
          out.queriesIn(List.of(condition));
        });
  }
}
