package io.shmstl.sql.aggregate;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.SqlType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate with its arguments bound.
 *
 * @param type the type of its results
 * @param argument what it takes of each row; null for all rows of {@code COUNT(*)}
 * @param filter the condition for a row to be taken
 * @param isDistinct whether equal values count once
 * @param orderBy the order in which values are taken
 * @param accumulators makes the state of a group
 */
public record Aggregate(
    SqlType type,
    @Nullable Expression argument,
    @Nullable Expression filter,
    boolean isDistinct,
    List<SortKey> orderBy,
    Supplier<Accumulator> accumulators) {

  /** Whether this is {@code COUNT(*)} of all rows. */
  public boolean countsRows() {
    return argument == null && filter == null && !isDistinct;
  }

  /** The state of a new group. */
  public Group open(StatementContext context) {
    if (isDistinct || !orderBy.isEmpty()) {
      return new CollectedGroup(this, context);
    }
    return new PlainGroup(this, accumulators.get(), context);
  }

  /** The state of the aggregate over some rows. */
  public interface Group {
    /** Takes the rows where the frame stands. */
    void add(Frame frame);

    /** The aggregate of all rows so far. */
    @Nullable Object result();
  }

  boolean accepts(Frame frame) {
    return filter == null || filter.isTrue(frame);
  }

  @Nullable Object value(Frame frame) {
    return argument == null ? (Object) true : argument.evaluate(frame);
  }
}
