package io.shmstl.map;

/**
 * The map's root: which directory is in force and how deep it is. One word, so that both change at
 * once. A directory is never freed, so an equal word read twice means that nothing was replaced in
 * between.
 *
 * <p>Bits 0-31: directory address in units of 8 bytes. Bits 32-39: global depth, at most {@link
 * #MAX_DEPTH}.
 */
final class RootWord {
  /** Deepest directory: 32 hash bits of a slot less six that name the bucket. */
  static final int MAX_DEPTH = 26;

  private RootWord() {}

  static long of(long directory, int depth) {
    return (long) depth << 32 | directory >>> 3;
  }

  static long directory(long root) {
    return (root & 0xFFFF_FFFFL) << 3;
  }

  static int depth(long root) {
    return (int) (root >>> 32) & 0xFF;
  }
}
