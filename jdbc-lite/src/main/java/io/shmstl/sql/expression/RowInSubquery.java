package io.shmstl.sql.expression;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row of values is among the rows of a query. A row with nulls is never found, only
 * possible: where all that is known of the two is equal, the answer is unknown.
 */
public final class RowInSubquery extends SubqueryExpression {
  private final List<Expression> values;

  /** The rows of the plan have a value of the same kind for each of these. */
  public RowInSubquery(List<Expression> values, Subplan plan, Correlation correlation) {
    super(SqlType.BOOLEAN, plan, correlation);
    this.values = List.copyOf(values);
  }

  private record Found(Set<List<@Nullable Object>> whole, List<List<@Nullable Object>> withNulls) {}

  @Override
  public @Nullable Object evaluate(Frame frame) {
    List<@Nullable Object> wanted = new ArrayList<>(values.size());
    for (Expression value : values) {
      wanted.add(Values.key(value.evaluate(frame)));
    }
    Found found = result(frame, () -> read(frame));
    boolean isWhole = !wanted.contains(null);
    if (isWhole && found.whole.contains(wanted)) {
      return true;
    }
    boolean isPossible =
        anyMayEqual(found.withNulls, wanted, frame)
            || (!isWhole && anyMayEqual(found.whole, wanted, frame));
    return isPossible ? null : (Object) false;
  }

  private static boolean anyMayEqual(
      Iterable<List<@Nullable Object>> candidates, List<@Nullable Object> wanted, Frame frame) {
    for (List<@Nullable Object> candidate : candidates) {
      frame.context().tick();
      if (mayEqual(candidate, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayEqual(List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < left.size(); i++) {
      Object l = left.get(i);
      Object r = right.get(i);
      if (l != null && r != null && !l.equals(r)) {
        return false;
      }
    }
    return true;
  }

  private Found read(Frame frame) {
    Found found = new Found(new HashSet<>(), new ArrayList<>());
    try (RowCursor rows = open(frame)) {
      @Nullable Object @Nullable [] row;
      while ((row = rows.next()) != null) {
        frame.context().tick();
        List<@Nullable Object> key = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
          key.add(Values.key(row[i]));
        }
        boolean isNew = key.contains(null) ? found.withNulls.add(key) : found.whole.add(key);
        if (isNew) {
          frame.context().take(Values.rowBytes(row));
        }
      }
    }
    return found;
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    values.forEach(visitor);
  }
}
