package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query whose rows are computed once in a statement, however often they are read. */
public final class SharedPlan implements QueryPlan {
  private final QueryPlan input;
  private final String name;
  private int uses;

  public SharedPlan(QueryPlan input, String name) {
    this.input = input;
    this.name = name;
  }

  /**
   * Notes, while the statement is bound, that somebody reads it.
   *
   * @param isRepeated whether that one may read more than once
   */
  public void use(boolean isRepeated) {
    uses += isRepeated ? 2 : 1;
  }

  @Override
  public RowCursor open(StatementContext context, @Nullable Frame outer) {
    if (uses == 1) {
      return input.open(context, outer);
    }
    List<@Nullable Object[]> rows = context.once(this, () -> read(context, outer));
    return new RowCursor() {
      private int index;

      @Override
      public @Nullable Object @Nullable [] next() {
        context.tick();
        return index < rows.size() ? rows.get(index++).clone() : null;
      }

      @Override
      public void close() {
        // the rows stay for the statement
      }
    };
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
    return kept;
  }

  @Override
  public void describe(Explanation out) {
    out.step("shared rows of " + name, () -> input.describe(out));
  }
}
