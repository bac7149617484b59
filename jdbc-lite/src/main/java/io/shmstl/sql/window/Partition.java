package io.shmstl.sql.window;

import io.shmstl.sql.expression.Expression;
import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.SortKey;
import io.shmstl.sql.type.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows of a partition in their order; peers are rows that the order does not tell apart. */
public final class Partition {
  private final List<WindowRow> rows;
  private final Frame frame;
  private final List<SortKey> orderBy;
  private final int[] peerStarts;
  private final int[] peerEnds;

  /** The rows from one index to another of a sorted list. */
  Partition(List<WindowRow> rows, Frame frame, List<SortKey> orderBy, RowOrder order) {
    this.rows = rows;
    this.frame = frame;
    this.orderBy = orderBy;
    this.peerStarts = new int[rows.size()];
    this.peerEnds = new int[rows.size()];
    int start = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size()
          || (!orderBy.isEmpty()
              && order.compare(rows.get(i - 1).keys(), rows.get(i).keys()) != 0)) {
        java.util.Arrays.fill(peerStarts, start, i, start);
        java.util.Arrays.fill(peerEnds, start, i, i);
        start = i;
      }
    }
  }

  int size() {
    return rows.size();
  }

  Frame frame() {
    return frame;
  }

  List<SortKey> orderBy() {
    return orderBy;
  }

  /** The index of the first peer of a row. */
  int peerStart(int row) {
    return peerStarts[row];
  }

  /** The index behind the last peer of a row. */
  int peerEnd(int row) {
    return peerEnds[row];
  }

  /** The value of the only key of the order, as far as RANGE needs it. */
  @Nullable Object orderValue(int row) {
    WindowRow at = rows.get(row);
    return at.keys()[at.keys().length - 1];
  }

  /** The value of an expression on a row. */
  @Nullable Object evaluate(Expression expression, int row) {
    moveTo(row);
    return expression.evaluate(frame);
  }

  /** Puts the frame on a row. */
  void moveTo(int row) {
    frame.context().tick();
    rows.get(row).restore(frame);
  }

  /** Keeps a result until the window functions of the block end; takes its memory. */
  void store(int row, int result, @Nullable Object value) {
    frame.context().take(Values.bytes(value));
    rows.get(row).results()[result] = value;
  }
}
