package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import java.util.BitSet;
import java.util.function.Supplier;

/** What expressions with a query inside have in common. */
public abstract class SubqueryExpression extends Expression {
  private final Subplan plan;
  private final Correlation correlation;

  protected SubqueryExpression(SqlType type, Subplan plan, Correlation correlation) {
    super(type);
    this.plan = plan;
    this.correlation = correlation;
  }

  /** The planned query. */
  public final Subplan plan() {
    return plan;
  }

  /** The sources of the query around that the query inside reads. */
  public final BitSet outerSlots() {
    return correlation.slots();
  }

  final RowCursor open(Frame frame) {
    frame.context().tick();
    return plan.open(frame.context(), frame);
  }

  /** The result on these rows; computed once for a query that does not look outside. */
  final <T> T result(Frame frame, Supplier<T> compute) {
    StatementContext context = frame.context();
    return correlation.isCorrelated() ? context.anew(compute) : context.once(this, compute);
  }
}
