package io.shmstl.sql.exec;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * OFFSET and FETCH, bound.
 *
 * @param offset how many rows are left out
 * @param count how many come then; null for all
 * @param isPercent whether the count is a share of all rows
 * @param withTies whether rows that sort as the last one come too
 */
public record LimitSpec(
    @Nullable Expression offset, @Nullable Expression count, boolean isPercent, boolean withTies) {

  /** Whether nothing is limited. */
  public boolean isNone() {
    return offset == null && count == null;
  }

  /** Whether the first rows are enough, as a number known before reading. */
  boolean isPlain() {
    return count != null && !isPercent && !withTies;
  }

  long offset(StatementContext context, @Nullable Frame outer) {
    return offset == null ? 0 : number(offset, "OFFSET", context, outer);
  }

  /** How many rows, or percent of rows, come. */
  long count(StatementContext context, @Nullable Frame outer) {
    return count == null ? Long.MAX_VALUE : number(count, "FETCH", context, outer);
  }

  private static long number(
      Expression expression, String what, StatementContext context, @Nullable Frame outer) {
    Object value = expression.evaluate(new Frame(context, outer, 0));
    if (!(value instanceof Long number) || number < 0) {
      throw SqlErrors.badArgument(what + " takes a number that is not negative, not " + value);
    }
    return number;
  }
}
