package io.shmstl.sql.expression;

import org.jspecify.annotations.Nullable;

/** A planned query, as expressions see it. Immutable. */
public interface Subplan {
  /** Starts the query; the frame is that of the query around it. */
  RowCursor open(StatementContext context, @Nullable Frame outer);
}
