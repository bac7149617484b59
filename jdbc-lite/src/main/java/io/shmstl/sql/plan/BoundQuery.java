package io.shmstl.sql.plan;

import io.shmstl.sql.exec.QueryPlan;
import java.util.List;

/**
 * A query that can be executed.
 *
 * @param plan gives the rows
 * @param columns of them
 */
public record BoundQuery(QueryPlan plan, List<OutputColumn> columns) {
  public BoundQuery {
    columns = List.copyOf(columns);
  }
}
