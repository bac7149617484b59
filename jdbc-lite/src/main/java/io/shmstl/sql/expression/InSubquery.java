package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a value is among the values of a query, all of one kind. */
public final class InSubquery extends SubqueryExpression {
  private final Expression value;

  public InSubquery(Expression value, Subplan plan, Correlation correlation) {
    super(SqlType.BOOLEAN, plan, correlation);
    this.value = value;
  }

  private record Found(Set<Object> keys, boolean hasNull) {}

  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object v = value.evaluate(frame);
    Found found = result(frame, () -> read(frame));
    if (v == null) {
      return found.keys.isEmpty() && !found.hasNull ? (Object) false : null;
    }
    if (found.keys.contains(Values.key(v))) {
      return true;
    }
    return found.hasNull ? null : (Object) false;
  }

  private Found read(Frame frame) {
    Set<Object> keys = new HashSet<>();
    boolean hasNull = false;
    try (RowCursor rows = open(frame)) {
      @Nullable Object @Nullable [] row;
      while ((row = rows.next()) != null) {
        frame.context().tick();
        Object key = Values.key(row[0]);
        if (key == null) {
          hasNull = true;
        } else if (keys.add(key)) {
          frame.context().take(Values.rowBytes(row));
        }
      }
    }
    return new Found(keys, hasNull);
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    visitor.accept(value);
  }
}
