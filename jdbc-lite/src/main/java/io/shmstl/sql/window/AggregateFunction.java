package io.shmstl.sql.window;

import io.shmstl.sql.aggregate.Aggregate;

/**
 * An aggregate over frames. A frame that only grows is taken on from row to row; others are
 * computed anew for each row.
 *
 * @param aggregate what is computed
 * @param spec the frame
 */
public record AggregateFunction(Aggregate aggregate, FrameSpec spec) implements WindowFunction {
  @Override
  public void compute(Partition partition, int result) {
    if (spec.isGrowing()) {
      growing(partition, result);
      return;
    }
    for (int row = 0; row < partition.size(); row++) {
      Aggregate.Group group = aggregate.open(partition.frame().context());
      int start = spec.startOf(partition, row);
      int end = spec.endOf(partition, row);
      for (int i = start; i < end; i++) {
        if (!spec.excludes(partition, row, i)) {
          partition.moveTo(i);
          group.add(partition.frame());
        }
      }
      partition.store(row, result, group.result());
    }
  }

  private void growing(Partition partition, int result) {
    Aggregate.Group group = aggregate.open(partition.frame().context());
    int taken = 0;
    Object value = group.result();
    for (int row = 0; row < partition.size(); row++) {
      int end = spec.endOf(partition, row);
      if (end < taken) {
        group = aggregate.open(partition.frame().context());
        taken = 0;
        value = group.result();
      }
      if (end > taken) {
        for (; taken < end; taken++) {
          partition.moveTo(taken);
          group.add(partition.frame());
        }
        value = group.result();
      }
      partition.store(row, result, value);
    }
  }
}
