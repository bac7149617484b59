package io.shmstl.sql.window;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * LAG and LEAD: the value of a row before or behind.
 *
 * @param value of which row
 * @param offset how far, a BIGINT
 * @param otherwise where there is no such row, of the type of the value
 * @param isLead whether behind
 * @param ignoresNulls whether rows whose value is null do not count
 */
public record OffsetFunction(
    Expression value,
    Expression offset,
    @Nullable Expression otherwise,
    boolean isLead,
    boolean ignoresNulls)
    implements WindowFunction {

  @Override
  public void compute(Partition partition, int result) {
    for (int row = 0; row < partition.size(); row++) {
      if (!(partition.evaluate(offset, row) instanceof Long distance) || distance < 0) {
        throw SqlErrors.badArgument("LAG and LEAD take a number that is not negative");
      }
      int target = ignoresNulls ? counted(partition, row, distance) : plain(row, distance);
      Object found;
      if (target >= 0 && target < partition.size()) {
        found = partition.evaluate(value, target);
      } else {
        found = otherwise == null ? null : partition.evaluate(otherwise, row);
      }
      partition.store(row, result, found);
    }
  }

  private int plain(int row, long distance) {
    long target = isLead ? row + Math.min(distance, Integer.MAX_VALUE) : row - distance;
    return Math.clamp(target, -1, Integer.MAX_VALUE);
  }

  private int counted(Partition partition, int row, long distance) {
    int target = row;
    long left = distance;
    while (left > 0) {
      target += isLead ? 1 : -1;
      if (target < 0 || target >= partition.size()) {
        return -1;
      }
      if (partition.evaluate(value, target) != null) {
        left--;
      }
    }
    return target;
  }
}
