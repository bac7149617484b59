package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EXCEPT and INTERSECT: the rows of one query that another one has not, or has. */
public final class MatchPlan implements QueryPlan {
  private final QueryPlan left;
  private final QueryPlan right;
  private final int width;
  private final boolean isIntersection;
  private final boolean isAll;

  public MatchPlan(
      QueryPlan left, QueryPlan right, int width, boolean isIntersection, boolean isAll) {
    this.left = left;
    this.right = right;
    this.width = width;
    this.isIntersection = isIntersection;
    this.isAll = isAll;
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    RowCursor rows = left.open(context, outer);
    return new RowCursor() {
      private @Nullable Map<RowKey, Integer> counts;

      @Override
      public @Nullable Object @Nullable [] next() {
        Map<RowKey, Integer> known = counts;
        if (known == null) {
          known = count(context, outer);
          counts = known;
        }
        @Nullable Object @Nullable [] row;
        while ((row = rows.next()) != null) {
          context.tick();
          if (accepts(known, RowKey.of(row, width))) {
            return row;
          }
        }
        return null;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** Whether a row comes; notes that it has come. */
  private boolean accepts(Map<RowKey, Integer> counts, RowKey key) {
    Integer count = counts.get(key);
    if (isAll) {
      if (count != null && count > 0) {
        counts.put(key, count - 1);
        return isIntersection;
      }
      return !isIntersection;
    }
    if (isIntersection ? count == null || count == 0 : count != null) {
      return false;
    }
    counts.put(key, 0); // distinct: once is enough
    return true;
  }

  private Map<RowKey, Integer> count(StatementContext context, @Nullable Frame outer) {
    Map<RowKey, Integer> counts = new HashMap<>();
    try (RowCursor rows = right.open(context, outer)) {
      @Nullable Object @Nullable [] row;
      while ((row = rows.next()) != null) {
        context.tick();
        if (counts.merge(RowKey.of(row, width), 1, Integer::sum) == 1) {
          context.take(Values.rowBytes(row));
        }
      }
    }
    return counts;
  }

  @Override
  public void describe(Explanation out) {
    out.step(
        (isIntersection ? "intersect" : "except") + (isAll ? " all" : ""),
        () -> {
          left.describe(out);
          right.describe(out);
        });
  }
}
