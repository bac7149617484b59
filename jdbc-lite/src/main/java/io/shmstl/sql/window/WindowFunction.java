package io.shmstl.sql.window;

/** A function over windows: gives a value for each row of a partition. Immutable. */
@FunctionalInterface
public interface WindowFunction {
  /** Computes all rows of a partition and stores the results in it. */
  void compute(Partition partition, int result);
}
