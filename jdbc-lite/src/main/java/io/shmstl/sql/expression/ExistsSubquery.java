package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.function.Consumer;

/** Whether a query has a row; reads one at most. */
public final class ExistsSubquery extends SubqueryExpression {
  public ExistsSubquery(Subplan plan, Correlation correlation) {
    super(SqlType.BOOLEAN, plan, correlation);
  }

  @Override
  public Object evaluate(Frame frame) {
    return result(frame, () -> hasRow(frame));
  }

  private Boolean hasRow(Frame frame) {
    try (RowCursor rows = open(frame)) {
      return rows.next() != null;
    }
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // what it reads of this query is in outerSlots
  }
}
