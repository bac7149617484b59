package io.shmstl.codec;

import java.util.Arrays;

/**
 * Finds one column in one record after the other, as {@link RecordColumn#find} does. Most records
 * of a class look alike: what decides where a column begins, the head, the tags before it and the
 * lengths of texts, stands in the same places. It is compared with that of a record before, in
 * words and without a branch, before the way is gone step by step. For one thread.
 */
public final class ColumnFinder {
  /** Words that are compared at most; a column that begins later is always looked for. */
  private static final int MOST_WORDS = 8;

  private final RecordColumn column;

  /** What decides in the record that is compared with, and which bits of each word do. */
  private final long[] wanted = new long[MOST_WORDS];

  private final long[] masks = new long[MOST_WORDS];
  private int words;

  /** Where the column begins in that record; -1 if there is none yet. */
  private int distance = -1;

  /** Where it began in the record before, if that looked different; -1 if it did not. */
  private int otherDistance = -1;

  /** Finds a column. */
  public ColumnFinder(RecordColumn column) {
    this.column = column;
  }

  /**
   * Where the column's value begins in a record.
   *
   * @return the index of its tag, or {@link RecordColumn#UNKNOWN}
   */
  public int find(byte[] bytes, int offset, int length) {
    int known = distance;
    if (known >= 0 && length > known && bytes.length - offset >= words * Long.BYTES) {
      long different = 0;
      for (int i = 0; i < words; i++) {
        long word = (long) ByteWriter.LONG.get(bytes, offset + i * Long.BYTES);
        different |= (word & masks[i]) ^ wanted[i];
      }
      if (different == 0) {
        otherDistance = -1;
        return offset + known;
      }
    }
    return search(bytes, offset, length);
  }

  private int search(byte[] bytes, int offset, int length) {
    int at = column.find(bytes, offset, length);
    if (at < 0) {
      return at;
    }
    int found = at - offset;
    if (found == otherDistance || distance < 0) {
      learn(bytes, offset, found);
    }
    otherDistance = found;
    return at;
  }

  /** Two in a row that look different from the one known are what the next is compared with. */
  private void learn(byte[] bytes, int offset, int found) {
    words = Math.ceilDiv(found, Long.BYTES);
    if (words > MOST_WORDS || bytes.length - offset < words * Long.BYTES) {
      distance = -1;
      return;
    }
    Arrays.fill(masks, 0);
    column.mark(bytes, offset, masks);
    for (int i = 0; i < words; i++) {
      wanted[i] = (long) ByteWriter.LONG.get(bytes, offset + i * Long.BYTES) & masks[i];
    }
    distance = found;
  }
}
