package io.shmstl.sql.window;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.SortKey;
import java.util.List;

/**
 * A window, bound: which rows belong together, and in which order.
 *
 * @param partitionBy what rows of one partition have in common
 * @param orderBy their order
 */
public record WindowSpec(List<Expression> partitionBy, List<SortKey> orderBy) {
  public WindowSpec {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
  }
}
