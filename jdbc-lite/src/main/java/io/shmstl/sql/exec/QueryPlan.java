package io.shmstl.sql.exec;

import io.shmstl.sql.expression.Subplan;

/** A step that gives finished rows. Immutable, shared by executions. */
public interface QueryPlan extends Subplan {
  /** Tells what it does. */
  void describe(Explanation out);
}
