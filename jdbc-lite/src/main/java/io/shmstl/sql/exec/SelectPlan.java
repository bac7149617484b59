package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query block as they come: a value for each expression selected. */
public final class SelectPlan implements QueryPlan {
  private final Plan input;
  private final Block block;
  private final List<Expression> outputs;

  public SelectPlan(Plan input, Block block, List<Expression> outputs) {
    this.input = input;
    this.block = block;
    this.outputs = List.copyOf(outputs);
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    Frame frame = block.start(context, outer);
    Plan.Cursor rows = input.open(frame);
    return new RowCursor() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return rows.next() ? project(outputs, frame) : null;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  static @Nullable Object[] project(List<Expression> outputs, Frame frame) {
    @Nullable Object[] row = new @Nullable Object[outputs.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = outputs.get(i).evaluate(frame);
    }
    return row;
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        "select " + outputs.size() + " columns",
        () -> {
          input.describe(out);
          out.queriesIn(outputs);
        });
  }
}
