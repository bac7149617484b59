package io.shmstl.sql.exec;

import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows that are computed at the first call, then given out one by one; their memory with them. */
final class KeptRows implements RowCursor {
  private final StatementContext context;
  private final Supplier<List<@Nullable Object[]>> compute;
  private @Nullable List<@Nullable Object[]> rows;
  private int index;

  KeptRows(StatementContext context, Supplier<List<@Nullable Object[]>> compute) {
    this.context = context;
    this.compute = compute;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    context.tick();
    List<@Nullable Object[]> all = rows;
    if (all == null) {
      all = compute.get();
      rows = all;
    }
    if (index == all.size()) {
      return null;
    }
    @Nullable Object[] row = all.get(index++);
    context.giveBack(Values.rowBytes(row));
    return row;
  }

  @Override
  public void close() {
    List<@Nullable Object[]> all = rows;
    while (all != null && index < all.size()) {
      context.giveBack(Values.rowBytes(all.get(index++)));
    }
  }
}
