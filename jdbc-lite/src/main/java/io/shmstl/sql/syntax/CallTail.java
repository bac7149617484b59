package io.shmstl.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call has beside its arguments.
 *
 * @param isStar whether the argument is a star
 * @param isDistinct whether equal arguments count once
 * @param orderBy the order in which an aggregate takes its rows
 * @param filter the condition for a row to be taken
 * @param ignoresNulls whether a window function passes over nulls
 * @param fromLast whether NTH_VALUE counts from the end
 * @param over the window, of a window function
 */
public record CallTail(
    boolean isStar,
    boolean isDistinct,
    List<OrderItem> orderBy,
    @Nullable ExpressionNode filter,
    boolean ignoresNulls,
    boolean fromLast,
    @Nullable WindowNode over) {

  /** Nothing beside the arguments. */
  public static final CallTail NONE =
      new CallTail(false, false, List.of(), null, false, false, null);

  public CallTail {
    orderBy = List.copyOf(orderBy);
  }
}
