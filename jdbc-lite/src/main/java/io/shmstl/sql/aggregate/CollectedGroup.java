package io.shmstl.sql.aggregate;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A group that keeps its values to drop equal ones or to put them in order. */
final class CollectedGroup implements Aggregate.Group {
  private final Aggregate aggregate;
  private final StatementContext context;
  private final Set<@Nullable Object> seen = new HashSet<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  CollectedGroup(Aggregate aggregate, StatementContext context) {
    this.aggregate = aggregate;
    this.context = context;
  }

  @Override
  public void add(Frame frame) {
    if (!aggregate.accepts(frame)) {
      return;
    }
    Object value = aggregate.value(frame);
    if (aggregate.isDistinct() && !seen.add(Values.key(value))) {
      return;
    }
    List<SortKey> keys = aggregate.orderBy();
    @Nullable Object[] row = new @Nullable Object[1 + Math.max(1, keys.size())];
    row[0] = value;
    row[1] = value; // without an order, distinct values come in their own
    for (int i = 0; i < keys.size(); i++) {
      row[1 + i] = keys.get(i).expression().evaluate(frame);
    }
    context.take(Values.rowBytes(row));
    rows.add(row);
  }

  @Override
  public @Nullable Object result() {
    List<@Nullable Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(RowOrder.of(aggregate.orderBy(), 1, context));
    Accumulator accumulator = aggregate.accumulators().get();
    for (@Nullable Object[] row : sorted) {
      accumulator.add(row[0]);
    }
    return accumulator.result();
  }
}
