package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each row once, when it comes first. */
public final class DistinctPlan implements QueryPlan {
  private final QueryPlan input;
  private final int width;

  /** Compares the first columns of rows. */
  public DistinctPlan(QueryPlan input, int width) {
    this.input = input;
    this.width = width;
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    RowCursor rows = input.open(context, outer);
    Set<RowKey> seen = new HashSet<>();
    return new RowCursor() {
      private long keptBytes;

      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object @Nullable [] row;
        while ((row = rows.next()) != null) {
          context.tick();
          if (seen.add(RowKey.of(row, width))) {
            long bytes = Values.rowBytes(row);
            context.take(bytes);
            keptBytes += bytes;
            return row;
          }
        }
        return null;
      }

      @Override
      public void close() {
        context.giveBack(keptBytes);
        keptBytes = 0;
        rows.close();
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    out.step("distinct", () -> input.describe(out));
  }
}
