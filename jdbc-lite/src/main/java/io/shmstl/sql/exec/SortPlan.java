package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finished rows in the order of some of their columns. */
public final class SortPlan implements QueryPlan {
  private final QueryPlan input;
  private final int[] columns;
  private final List<SortKey> keys;

  /** Sorts by as many columns as there are keys. */
  public SortPlan(QueryPlan input, int[] columns, List<SortKey> keys) {
    this.input = input;
    this.columns = columns.clone();
    this.keys = List.copyOf(keys);
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    return new KeptRows(context, () -> read(context, outer));
  }

  private List<@Nullable Object[]> read(StatementContext context, @Nullable Frame outer) {
    List<@Nullable Object[]> kept = new ArrayList<>();
    try (RowCursor rows = input.open(context, outer)) {
      @Nullable Object @Nullable [] row;
      while ((row = rows.next()) != null) {
        context.take(Values.rowBytes(row));
        kept.add(row);
      }
    }
    kept.sort(RowOrder.at(columns, keys, context));
    return kept;
  }

  @Override
  public void describe(Explanation out) {
    out.step("sort by " + keys.size() + " columns", () -> input.describe(out));
  }
}
