package io.shmstl.sql.catalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers of one column of several rows, without boxes; used again and again by one thread. */
public final class ColumnValues {
  private long[] longs = new long[0];
  private double[] doubles = new double[0];
  private boolean[] nulls = new boolean[0];

  /** Makes room for integers; nothing is null. */
  public ColumnValues forLongs(int count) {
    if (longs.length < count) {
      longs = new long[count];
    }
    return clear(count);
  }

  /** Makes room for doubles; nothing is null. */
  public ColumnValues forDoubles(int count) {
    if (doubles.length < count) {
      doubles = new double[count];
    }
    return clear(count);
  }

  private ColumnValues clear(int count) {
    if (nulls.length < count) {
      nulls = new boolean[count];
    } else {
      Arrays.fill(nulls, 0, count, false);
    }
    return this;
  }

  /** The integers; those that are null have any value. */
  public long[] longs() {
    return longs;
  }

  /** The doubles; those that are null have any value. */
  public double[] doubles() {
    return doubles;
  }

  /** Which are null. */
  public boolean[] nulls() {
    return nulls;
  }

  /** Sets an integer, or null. */
  public void setLong(int index, @Nullable Long value) {
    nulls[index] = value == null;
    longs[index] = value == null ? 0 : value;
  }

  /** Sets a double, or null. */
  public void setDouble(int index, @Nullable Double value) {
    nulls[index] = value == null;
    doubles[index] = value == null ? 0 : value;
  }
}
