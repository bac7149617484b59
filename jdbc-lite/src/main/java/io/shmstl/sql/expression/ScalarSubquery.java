package io.shmstl.sql.expression;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.type.SqlType;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one value of a query; null if it has no row. */
public final class ScalarSubquery extends SubqueryExpression {
  public ScalarSubquery(SqlType type, Subplan plan, Correlation correlation) {
    super(type, plan, correlation);
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return result(frame, () -> Optional.ofNullable(value(frame))).orElse(null);
  }

  private @Nullable Object value(Frame frame) {
    try (RowCursor rows = open(frame)) {
      @Nullable Object @Nullable [] row = rows.next();
      if (row == null) {
        return null;
      }
      Object value = row[0];
      if (rows.next() != null) {
        throw SqlErrors.moreThanOneRow();
      }
      return value;
    }
  }

  @Override
  public void forEachOperand(Consumer<Expression> visitor) {
    // what it reads of this query is in outerSlots
  }
}
