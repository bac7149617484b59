package io.shmstl.alloc;

import java.util.Arrays;

/**
 * A growing list of blocks, 8 bytes of heap memory each; for checks, not for the way of a request.
 */
final class BlockList {
  /** Makes the order of signed longs that of unsigned addresses. */
  private static final long SIGN = Long.MIN_VALUE;

  private static final long LENGTH_MASK = (1L << 32) - 1;

  /** Address in units in the high half, length in units in the low one. */
  private long[] blocks = new long[64];

  private int size;
  private long bytes;

  void add(long address, long length) {
    if (size == blocks.length) {
      blocks = Arrays.copyOf(blocks, size * 2);
    }
    blocks[size++] = (address >>> Units.LOG2_BYTES << 32 | length >>> Units.LOG2_BYTES) ^ SIGN;
    bytes += length;
  }

  void sortByAddress() {
    Arrays.sort(blocks, 0, size);
  }

  int size() {
    return size;
  }

  /** Bytes of all blocks. */
  long bytes() {
    return bytes;
  }

  long address(int index) {
    return (blocks[index] ^ SIGN) >>> 32 << Units.LOG2_BYTES;
  }

  long length(int index) {
    return (blocks[index] & LENGTH_MASK) << Units.LOG2_BYTES;
  }
}
