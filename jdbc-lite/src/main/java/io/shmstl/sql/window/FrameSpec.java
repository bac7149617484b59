package io.shmstl.sql.window;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.syntax.WindowNode;
import io.shmstl.sql.type.Values;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of its partition a row sees.
 *
 * @param unit what the bounds count
 * @param start the first row
 * @param end the last row
 * @param exclusion what is left out between them
 */
public record FrameSpec(
    WindowNode.Unit unit, FrameBound start, FrameBound end, WindowNode.Exclusion exclusion) {

  /** Whether a frame starts with its partition and leaves nothing out: it only grows. */
  boolean isGrowing() {
    return start.kind() == WindowNode.BoundKind.UNBOUNDED_PRECEDING
        && exclusion == WindowNode.Exclusion.NOTHING;
  }

  /** The index of the first row that a row sees. */
  int startOf(Partition partition, int row) {
    return Math.clamp(
        switch (start.kind()) {
          case UNBOUNDED_PRECEDING -> 0;
          case CURRENT_ROW -> unit == WindowNode.Unit.ROWS ? row : partition.peerStart(row);
          case UNBOUNDED_FOLLOWING -> partition.size();
          case PRECEDING -> away(partition, row, start, -1, true);
          case FOLLOWING -> away(partition, row, start, 1, true);
        },
        0,
        partition.size());
  }

  /** The index behind the last row that a row sees. */
  int endOf(Partition partition, int row) {
    return Math.clamp(
        switch (end.kind()) {
          case UNBOUNDED_PRECEDING -> 0;
          case CURRENT_ROW -> unit == WindowNode.Unit.ROWS ? row + 1 : partition.peerEnd(row);
          case UNBOUNDED_FOLLOWING -> partition.size();
          case PRECEDING -> away(partition, row, end, -1, false);
          case FOLLOWING -> away(partition, row, end, 1, false);
        },
        0,
        partition.size());
  }

  /** Whether a row between the bounds is left out. */
  boolean excludes(Partition partition, int row, int candidate) {
    return switch (exclusion) {
      case NOTHING -> false;
      case CURRENT_ROW -> candidate == row;
      case GROUP -> partition.peerStart(candidate) == partition.peerStart(row);
      case TIES -> candidate != row && partition.peerStart(candidate) == partition.peerStart(row);
    };
  }

  private int away(Partition partition, int row, FrameBound bound, int sign, boolean isStart) {
    Expression offset = java.util.Objects.requireNonNull(bound.offset());
    Object value = partition.evaluate(offset, row);
    if (unit == WindowNode.Unit.RANGE) {
      return byValue(partition, row, value, isStart);
    }
    if (!(value instanceof Long count) || count < 0) {
      throw SqlErrors.badFrame("a frame takes a number that is not negative, not " + value);
    }
    long distance = Math.min(count, partition.size());
    if (unit == WindowNode.Unit.ROWS) {
      return (int) (row + sign * distance + (isStart ? 0 : 1));
    }
    return byGroups(partition, row, sign * distance, isStart);
  }

  private static int byGroups(Partition partition, int row, long groups, boolean isStart) {
    int at = row;
    for (long left = Math.abs(groups); left > 0; left--) {
      int next = groups < 0 ? partition.peerStart(at) - 1 : partition.peerEnd(at);
      if (next < 0) {
        return 0;
      }
      if (next >= partition.size()) {
        return partition.size();
      }
      at = next;
    }
    boolean isBeyond = groups < 0 && !isStart && Math.abs(groups) > groupsBefore(partition, row);
    if (isBeyond) {
      return 0;
    }
    return isStart ? partition.peerStart(at) : partition.peerEnd(at);
  }

  private static long groupsBefore(Partition partition, int row) {
    long count = 0;
    int at = partition.peerStart(row);
    while (at > 0) {
      at = partition.peerStart(at - 1);
      count++;
    }
    return count;
  }

  private static int byValue(
      Partition partition, int row, @Nullable Object border, boolean isStart) {
    if (border == null || partition.orderValue(row) == null) {
      return isStart ? partition.peerStart(row) : partition.peerEnd(row);
    }
    boolean isDescending = partition.orderBy().getFirst().isDescending();
    int first = 0;
    int last = partition.size();
    while (first < last && partition.orderValue(first) == null) {
      first++;
    }
    while (last > first && partition.orderValue(last - 1) == null) {
      last--;
    }
    int low = first;
    int high = last;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Object key = java.util.Objects.requireNonNull(partition.orderValue(middle));
      int order = Values.compare(key, border) * (isDescending ? -1 : 1);
      if (order < 0 || (!isStart && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
