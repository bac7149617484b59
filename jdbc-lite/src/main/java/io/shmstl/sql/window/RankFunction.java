package io.shmstl.sql.window;

/** Functions of the place of a row alone. */
public enum RankFunction implements WindowFunction {
  ROW_NUMBER,
  RANK,
  DENSE_RANK,
  PERCENT_RANK,
  CUME_DIST;

  @Override
  public void compute(Partition partition, int result) {
    int size = partition.size();
    long groups = 0;
    for (int row = 0; row < size; row++) {
      partition.frame().context().tick();
      if (partition.peerStart(row) == row) {
        groups++;
      }
      Object value =
          switch (this) {
            case ROW_NUMBER -> row + 1L;
            case RANK -> partition.peerStart(row) + 1L;
            case DENSE_RANK -> groups;
            case PERCENT_RANK -> size == 1 ? 0.0 : (double) partition.peerStart(row) / (size - 1);
            case CUME_DIST -> (double) partition.peerEnd(row) / size;
          };
      partition.store(row, result, value);
    }
  }
}
