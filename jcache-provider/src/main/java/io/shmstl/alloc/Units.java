package io.shmstl.alloc;

/**
 * The compact form of an address: a 32-bit unsigned count of 8-byte units from the segment's start.
 * Blocks begin and end at units.
 */
public final class Units {
  public static final int LOG2_BYTES = 3;
  public static final long BYTES = 1L << LOG2_BYTES;

  private Units() {}

  /** The address a compact one stands for. */
  public static long toAddress(int units) {
    return Integer.toUnsignedLong(units) << LOG2_BYTES;
  }

  /** The compact form of an address, which must be a multiple of 8. */
  public static int ofAddress(long address) {
    return (int) (address >>> LOG2_BYTES);
  }

  public static boolean isAligned(long address) {
    return (address & (BYTES - 1)) == 0;
  }

  /** The next multiple of 8. */
  public static long roundUp(long bytes) {
    return bytes + (BYTES - 1) & -BYTES;
  }
}
