package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Frame;

/** One row without columns: what a query without FROM reads. */
public final class SingleRowPlan implements Plan {
  @Override
  public Cursor open(Frame frame) {
    return new Cursor() {
      private boolean isDone;

      @Override
      public boolean next() {
        boolean isFirst = !isDone;
        isDone = true;
        return isFirst;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  @Override
  public void describe(Explanation out) {
    out.step("one row");
  }
}
