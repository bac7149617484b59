package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of one query, then those of another. */
public final class UnionAllPlan implements QueryPlan {
  private final QueryPlan left;
  private final QueryPlan right;

  public UnionAllPlan(QueryPlan left, QueryPlan right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    return new RowCursor() {
      private RowCursor rows = left.open(context, outer);
      private boolean isRight;

      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object @Nullable [] row = rows.next();
        if (row != null || isRight) {
          return row;
        }
        rows.close();
        isRight = true;
        rows = right.open(context, outer);
        return rows.next();
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
        "union all",
        () -> {
          left.describe(out);
          right.describe(out);
        });
  }
}
