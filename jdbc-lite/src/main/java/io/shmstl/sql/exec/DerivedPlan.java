package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowCursor;
import org.jspecify.annotations.Nullable;

/** The rows of a query in FROM. */
public final class DerivedPlan implements Plan {
  private final int slot;
  private final QueryPlan query;
  private final String name;

  public DerivedPlan(int slot, QueryPlan query, String name) {
    this.slot = slot;
    this.query = query;
    this.name = name;
  }

  @Override
  public Cursor open(Frame frame) {
    RowCursor rows = query.open(frame.context(), frame.outer());
    return new Cursor() {
      @Override
      public boolean next() {
        frame.context().tick();
        @Nullable Object @Nullable [] row = rows.next();
        if (row == null) {
          return false;
        }
        frame.move(slot, new ArrayRow(row));
        return true;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    out.step("rows of " + name, () -> query.describe(out));
  }
}
