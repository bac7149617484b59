package io.shmstl.sql.window;

import io.shmstl.sql.aggregate.Aggregate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      int current = row;
      Object value =
          partition
              .frame()
              .context()
              .anew(() -> Optional.ofNullable(of(partition, current)))
              .orElse(null);
      partition.store(row, result, value);
    }
  }

  private @Nullable Object of(Partition partition, int row) {
    Aggregate.Group group = aggregate.open(partition.frame().context());
    int end = spec.endOf(partition, row);
    for (int i = spec.startOf(partition, row); i < end; i++) {
      if (!spec.excludes(partition, row, i)) {
        partition.moveTo(i);
        group.add(partition.frame());
      }
    }
    return group.result();
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
