package io.shmstl.sql.window;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * FIRST_VALUE, LAST_VALUE and NTH_VALUE: the value of one row of the frame.
 *
 * @param value of which row
 * @param nth which one, a BIGINT; null for the first
 * @param fromLast whether rows count from the end
 * @param ignoresNulls whether rows whose value is null do not count
 * @param spec the frame
 */
public record ValueFunction(
    Expression value,
    @Nullable Expression nth,
    boolean fromLast,
    boolean ignoresNulls,
    FrameSpec spec)
    implements WindowFunction {

  @Override
  public void compute(Partition partition, int result) {
    for (int row = 0; row < partition.size(); row++) {
      partition.store(row, result, find(partition, row));
    }
  }

  private @Nullable Object find(Partition partition, int row) {
    long left = 1;
    if (nth != null) {
      if (!(partition.evaluate(nth, row) instanceof Long number) || number < 1) {
        throw SqlErrors.badArgument("NTH_VALUE takes a positive number");
      }
      left = number;
    }
    int start = spec.startOf(partition, row);
    int end = spec.endOf(partition, row);
    for (int i = fromLast ? end - 1 : start; i >= start && i < end; i += fromLast ? -1 : 1) {
      partition.frame().context().tick();
      if (spec.excludes(partition, row, i)) {
        continue;
      }
      if (!ignoresNulls && left > 1) {
        left--;
        continue;
      }
      Object found = partition.evaluate(value, i);
      if (found == null && ignoresNulls) {
        continue;
      }
      if (--left == 0) {
        return found;
      }
    }
    return null;
  }
}
