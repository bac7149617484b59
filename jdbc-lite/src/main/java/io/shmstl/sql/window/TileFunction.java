package io.shmstl.sql.window;

import io.shmstl.sql.error.SqlErrors;
import io.shmstl.sql.expression.Expression;

/**
 * NTILE: rows in so many parts of nearly one size.
 *
 * @param tiles how many, a BIGINT
 */
public record TileFunction(Expression tiles) implements WindowFunction {
  @Override
  public void compute(Partition partition, int result) {
    long size = partition.size();
    for (int row = 0; row < size; row++) {
      if (!(partition.evaluate(tiles, row) instanceof Long count) || count < 1) {
        throw SqlErrors.badArgument("NTILE takes a positive number");
      }
      long small = size / count;
      long larger = size % count;
      long border = larger * (small + 1);
      long tile = row < border ? row / (small + 1) : larger + (row - border) / small;
      partition.store(row, result, tile + 1);
    }
  }
}
