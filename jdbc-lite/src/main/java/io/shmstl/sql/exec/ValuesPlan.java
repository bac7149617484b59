package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows written down in the statement. */
public final class ValuesPlan implements QueryPlan {
  private final List<List<Expression>> rows;

  public ValuesPlan(List<List<Expression>> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    Frame frame = new Frame(context, outer, 0);
    return new RowCursor() {
      private int index;

      @Override
      public @Nullable Object @Nullable [] next() {
        context.tick();
        return index < rows.size() ? SelectPlan.project(rows.get(index++), frame) : null;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    out.step(rows.size() + (rows.size() == 1 ? " written row" : " written rows"));
  }
}
