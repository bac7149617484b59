package io.shmstl.sql.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds bytes in bytes, eight places at a time: a place counts as a candidate if the first two
 * bytes that are searched for stand there. In usual texts hardly any place does without being it,
 * so that the branches are as the processor expects them.
 */
final class Latin1Search {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long SIGNS = 0x8080808080808080L;

  private Latin1Search() {}

  /** Whether a part stands anywhere in a text; an empty one does in every text. */
  static boolean contains(byte[] bytes, int offset, int length, byte[] part) {
    int end = offset + length - part.length + 1; // behind the last place
    if (part.length == 0) {
      return true;
    }
    long first = ONES * (part[0] & 0xFF);
    int ahead = Math.min(1, part.length - 1); // a single byte is looked for twice at its own place
    long second = ONES * (part[ahead] & 0xFF);
    int at = offset;
    while (at < end && at + ahead + Long.BYTES <= bytes.length) {
      long different =
          ((long) LONG.get(bytes, at) ^ first) | ((long) LONG.get(bytes, at + ahead) ^ second);
      // A sign for each byte that is zero; perhaps also for some above one that is.
      long candidates = (different - ONES) & ~different & SIGNS;
      while (candidates != 0) {
        int candidate = at + (Long.numberOfTrailingZeros(candidates) >>> 3);
        if (candidate >= end) {
          return false;
        }
        if (stands(bytes, candidate, part)) {
          return true;
        }
        candidates &= candidates - 1;
      }
      at += Long.BYTES;
    }
    while (at < end) { // too close to the end of the array to load eight bytes
      if (stands(bytes, at, part)) {
        return true;
      }
      at++;
    }
    return false;
  }

  private static boolean stands(byte[] bytes, int at, byte[] part) {
    return Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
  }
}
