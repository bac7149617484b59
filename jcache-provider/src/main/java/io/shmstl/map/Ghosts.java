package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Fingerprints of keys that the small queue evicted lately: eight one-byte prints per home bucket
 * in one word, the newest lowest; entering one shifts the oldest out. A key that comes back while
 * its print is here goes to the main queue at once. Writer only.
 */
final class Ghosts {
  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private Ghosts() {}

  static void enter(MemorySegment memory, int page, int slotHash) {
    long at = ExtentLayout.ghosts(page, PageLayout.home(slotHash));
    memory.set(Layouts.LONG, at, memory.get(Layouts.LONG, at) << 8 | print(slotHash));
  }

  /** The word of a home bucket, loaded to have it near. Any thread. */
  static long load(MemorySegment memory, int page, int home) {
    return (long) WORD.getOpaque(memory, ExtentLayout.ghosts(page, home));
  }

  /** Takes a key's print out; true if it was there. */
  static boolean take(MemorySegment memory, int page, int slotHash) {
    long at = ExtentLayout.ghosts(page, PageLayout.home(slotHash));
    long word = memory.get(Layouts.LONG, at);
    long print = print(slotHash);
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      if ((word >>> shift & 0xFF) == print) {
        long newer = word & (1L << shift) - 1;
        long older = shift == 56 ? 0 : word >>> (shift + 8) << shift;
        memory.set(Layouts.LONG, at, older | newer);
        return true;
      }
    }
    return false;
  }

  /** Eight bits of the hash that choose neither the bucket nor, in small maps, the page. */
  private static long print(int slotHash) {
    int print = slotHash >>> 6 & 0xFF;
    return print == 0 ? 1 : print;
  }
}
