package io.shmstl.sql.aggregate;

import io.shmstl.sql.expression.ColumnReference;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.expression.StatementContext;
import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
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

  /**
   * The column whose numbers a group takes as they are, without a frame; null if it takes something
   * else.
   */
  public @Nullable ColumnReference numbers() {
    return argument instanceof ColumnReference column
            && (column.type().kind().isInteger() || column.type().kind() == TypeKind.DOUBLE)
            && filter == null
            && !isDistinct
            && orderBy.isEmpty()
        ? column
        : null;
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

    /** Takes several rows, of an aggregate that {@link #countsRows}. */
    default void addRows(int count) {
      throw new UnsupportedOperationException("counts no rows");
    }

    /** Takes an integer, null or not, of an aggregate of {@link #numbers}. */
    default void addLong(long value, boolean isNull) {
      throw new UnsupportedOperationException("takes no numbers");
    }

    /** Takes a double, null or not, of an aggregate of {@link #numbers}. */
    default void addDouble(double value, boolean isNull) {
      throw new UnsupportedOperationException("takes no numbers");
    }

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
