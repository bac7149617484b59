package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * Bytes of a directory: a header, then one word per hash prefix.
 *
 * <pre>
 * off size field     access           written by
 *   0    4 magic     plain            writer, before the root names the directory
 *   4    4 depth     plain            writer, before the root names the directory
 *   8    4 previous  plain            writer, before; the smaller directory it replaced, in units of 8
 *  12    4 -         -                -
 *  16    8 word      acquire/release  writer; 2^depth of them
 * </pre>
 *
 * <p>A directory word is {page reference 32, local depth 6, generation 26}, low bits first. The
 * generation grows with each store, so a word that reads the same twice was not changed in between.
 * Directories are never freed: a stalled reader may still look into an old one.
 */
final class DirectoryLayout {
  static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          Layouts.INT.withName("magic"),
          Layouts.INT.withName("depth"),
          Layouts.INT.withName("previous"),
          MemoryLayout.paddingLayout(4),
          Layouts.LONG.withName("word"));

  /** "DIRY", read as a little-endian int. */
  static final int MAGIC = 0x59524944;

  private static final long DEPTH = offset("depth");
  private static final long PREVIOUS = offset("previous");
  private static final long WORDS = offset("word");
  private static final VarHandle WORD = Layouts.LONG.varHandle();

  private static final int LOCAL_DEPTH_SHIFT = 32;
  private static final int LOCAL_DEPTH_MASK = 0x3F;
  private static final int GENERATION_SHIFT = 38;

  private DirectoryLayout() {}

  private static long offset(String field) {
    return LAYOUT.byteOffset(PathElement.groupElement(field));
  }

  static long bytes(int depth) {
    return WORDS + (8L << depth);
  }

  /** Where the word for a slot hash lies: its top {@code depth} bits are the index. */
  static long wordAddress(long directory, int depth, int hash) {
    return directory + WORDS + (((hash & 0xFFFF_FFFFL) << depth >>> 32) << 3);
  }

  static long wordAddressAt(long directory, long index) {
    return directory + WORDS + (index << 3);
  }

  /** Pairs with {@link #wordRelease}: the page that the word names is complete. */
  static long wordAcquire(MemorySegment memory, long wordAddress) {
    return (long) WORD.getAcquire(memory, wordAddress);
  }

  /** Publishes a page or a deeper local depth; pairs with {@link #wordAcquire} in readers. */
  static void wordRelease(MemorySegment memory, long wordAddress, long word) {
    WORD.setRelease(memory, wordAddress, word);
  }

  static void format(MemorySegment memory, long directory, int depth, long previous) {
    memory.set(Layouts.INT, directory, MAGIC);
    memory.set(Layouts.INT, directory + DEPTH, depth);
    memory.set(Layouts.INT, directory + PREVIOUS, (int) (previous >>> 3));
  }

  static boolean isDirectory(MemorySegment memory, long directory, int depth) {
    return memory.get(Layouts.INT, directory) == MAGIC && depth(memory, directory) == depth;
  }

  static int depth(MemorySegment memory, long directory) {
    return memory.get(Layouts.INT, directory + DEPTH);
  }

  static long previous(MemorySegment memory, long directory) {
    return Integer.toUnsignedLong(memory.get(Layouts.INT, directory + PREVIOUS)) << 3;
  }

  /** A word for {@code page} that differs from {@code replaced} in its generation. */
  static long word(int page, int localDepth, long replaced) {
    return (((replaced >>> GENERATION_SHIFT) + 1) << GENERATION_SHIFT)
        | ((long) localDepth << LOCAL_DEPTH_SHIFT)
        | Integer.toUnsignedLong(page);
  }

  static int page(long word) {
    return (int) word;
  }

  static int localDepth(long word) {
    return (int) (word >>> LOCAL_DEPTH_SHIFT) & LOCAL_DEPTH_MASK;
  }
}
