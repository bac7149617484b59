package io.shmstl.sql.expression;

import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A comparison with all, or any, of the values of a query, all of one kind. */
public final class QuantifiedComparison extends SubqueryExpression {
  private final ComparisonOperator operator;
  private final Expression left;
  private final boolean isAll;

  public QuantifiedComparison(
      ComparisonOperator operator,
      Expression left,
      boolean isAll,
      Subplan plan,
      Correlation correlation) {
    super(SqlType.BOOLEAN, plan, correlation);
    this.operator = operator;
    this.left = left;
    this.isAll = isAll;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object value = left.evaluate(frame);
    List<@Nullable Object> candidates = result(frame, () -> read(frame));
    boolean isUnknown = false;
    for (Object candidate : candidates) {
      frame.context().tick();
      if (value == null || candidate == null) {
        isUnknown = true;
      } else if (operator.accepts(Values.compare(value, candidate)) != isAll) {
        return !isAll;
      }
    }
    return isUnknown ? null : (Object) isAll;
  }

  private List<@Nullable Object> read(Frame frame) {
    List<@Nullable Object> values = new ArrayList<>();
    try (RowCursor rows = open(frame)) {
      @Nullable Object @Nullable [] row;
      while ((row = rows.next()) != null) {
        frame.context().tick();
        frame.context().take(Values.rowBytes(row));
        values.add(row[0]);
      }
    }
    return values;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
  }
}
