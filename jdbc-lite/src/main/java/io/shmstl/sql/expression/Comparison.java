package io.shmstl.sql.expression;

import io.shmstl.sql.catalog.ColumnValues;
import io.shmstl.sql.syntax.ComparisonOperator;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A comparison of two values of one kind; unknown if one of them is null. */
public final class Comparison extends Expression {
  private final ComparisonOperator operator;
  private final Expression left;
  private final Expression right;

  Comparison(ComparisonOperator operator, Expression left, Expression right) {
    super(SqlType.BOOLEAN);
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  public ComparisonOperator operator() {
    return operator;
  }

  public Expression left() {
    return left;
  }

  public Expression right() {
    return right;
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object l = left.evaluate(frame);
    if (l == null) {
      return null;
    }
    Object r = right.evaluate(frame);
    if (r == null) {
      return null;
    }
    if (l instanceof Long a && r instanceof Long b) {
      return operator.accepts(Long.compare(a, b));
    }
    return operator.accepts(Values.compare(l, r));
  }

  @Override
  public void select(Selection rows) {
    if (isFixed(right) && rows.isColumn(left) && left.type().kind().isInteger()) {
      select(rows, operator, (ColumnReference) left, right.evaluate(rows.frame()));
    } else if (isFixed(left) && rows.isColumn(right) && right.type().kind().isInteger()) {
      select(rows, operator.mirrored(), (ColumnReference) right, left.evaluate(rows.frame()));
    } else {
      super.select(rows);
    }
  }

  private void select(
      Selection rows, ComparisonOperator with, ColumnReference column, @Nullable Object other) {
    if (!(other instanceof Long wanted)) {
      super.select(rows);
      return;
    }
    long bound = wanted;
    int count = rows.count();
    ColumnValues values = rows.longs(column, new ColumnValues());
    long[] longs = values.longs();
    boolean[] marks = values.nulls();
    boolean acceptsLess = with.accepts(-1);
    boolean acceptsEqual = with.accepts(0);
    boolean acceptsGreater = with.accepts(1);
    for (int i = 0; i < count; i++) {
      long value = longs[i];
      boolean isTrue = value < bound ? acceptsLess : value == bound ? acceptsEqual : acceptsGreater;
      marks[i] = !marks[i] && isTrue;
    }
    rows.keepMarked(marks);
  }

  private static boolean isFixed(Expression expression) {
    return expression instanceof Constant || expression instanceof ParameterReference;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(left);
    visitor.accept(right);
  }
}
