package io.shmstl.codec;

import java.util.Arrays;
import java.util.ConcurrentModificationException;

/**
 * Elements written one behind the other, to be brought into the order of their bytes: unsigned, the
 * first that differs decides. No element's bytes begin with all of another's.
 */
final class ByteOrderedElements {
  private final int[] starts;
  private int count;

  ByteOrderedElements(int size, ByteWriter out) {
    starts = new int[size + 1];
    starts[0] = out.length();
  }

  /** Says that the next element begins here. */
  void next(ByteWriter out) {
    if (count == starts.length - 1) {
      throw new ConcurrentModificationException("a collection grew while it was written");
    }
    starts[count++] = out.length();
  }

  /** Puts the elements in order, once all are written. */
  void sort(ByteWriter out) {
    starts[count] = out.length();
    if (isInOrder(out.buffer())) {
      return;
    }
    int begin = starts[0];
    byte[] elements = Arrays.copyOfRange(out.buffer(), begin, out.length());
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> compare(elements, a, b, begin));
    int at = begin;
    for (int element : order) {
      int length = starts[element + 1] - starts[element];
      System.arraycopy(elements, starts[element] - begin, out.buffer(), at, length);
      at += length;
    }
  }

  private boolean isInOrder(byte[] bytes) {
    for (int i = 1; i < count; i++) {
      if (compare(bytes, i - 1, i, 0) > 0) {
        return false;
      }
    }
    return true;
  }

  private int compare(byte[] bytes, int a, int b, int base) {
    return Arrays.compareUnsigned(
        bytes,
        starts[a] - base,
        starts[a + 1] - base,
        bytes,
        starts[b] - base,
        starts[b + 1] - base);
  }
}
