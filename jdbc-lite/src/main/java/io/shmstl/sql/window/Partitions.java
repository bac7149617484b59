package io.shmstl.sql.window;

import io.shmstl.sql.expression.Frame;
import io.shmstl.sql.expression.RowOrder;
import io.shmstl.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts rows into partitions: sorts them by the keys of the partition, then of the order. */
public final class Partitions {
  private Partitions() {}

  /** Shows each partition of rows whose keys are set. */
  public static void forEach(
      List<? extends WindowRow> rows, WindowSpec spec, Frame frame, Consumer<Partition> visitor) {
    List<SortKey> partitionKeys = new ArrayList<>();
    spec.partitionBy().forEach(key -> partitionKeys.add(new SortKey(key, false, true)));
    List<SortKey> all = new ArrayList<>(partitionKeys);
    all.addAll(spec.orderBy());
    int split = partitionKeys.size();
    List<WindowRow> sorted = new ArrayList<>(rows);
    if (!all.isEmpty()) {
      RowOrder order = RowOrder.of(all, 0, frame.context());
      sorted.sort((left, right) -> order.compare(left.keys(), right.keys()));
    }
    RowOrder inPartition = RowOrder.of(spec.orderBy(), split, frame.context());
    RowOrder partition =
        RowOrder.of(partitionKeys.isEmpty() ? all : partitionKeys, 0, frame.context());
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      boolean isEnd =
          i == sorted.size()
              || (split > 0
                  && partition.compare(sorted.get(i - 1).keys(), sorted.get(i).keys()) != 0);
      if (isEnd) {
        visitor.accept(new Partition(sorted.subList(start, i), frame, spec.orderBy(), inPartition));
        start = i;
      }
    }
  }
}
