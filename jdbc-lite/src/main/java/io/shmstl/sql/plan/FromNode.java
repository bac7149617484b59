package io.shmstl.sql.plan;

import io.shmstl.sql.catalog.Table;
import io.shmstl.sql.exec.Plan;
import io.shmstl.sql.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a FROM, bound: to be put in order by the join planner. */
sealed interface FromNode {
  /** A table, scanned or looked up. */
  record TableLeaf(Source source, Table table) implements FromNode {}

  /** A derived table or a common table expression. */
  record PlanLeaf(Source source, Plan plan) implements FromNode {}

  /** Two sides of which only pairs come; any order will do. */
  record Inner(FromNode left, FromNode right, List<Condition> conditions) implements FromNode {}

  /** Two sides of which the left one comes whole, or both. */
  record Outer(FromNode left, FromNode right, List<Condition> conditions, boolean isFull)
      implements FromNode {}

  /**
   * One condition of several that must all be true.
   *
   * @param text as written, for people
   */
  record Condition(Expression expression, @Nullable String text) {}
}
