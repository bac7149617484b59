package io.shmstl.sync;

/**
 * The word in which shared memory says who owns a thing: a member's slot in the member table, the
 * slot's incarnation, and a count of the word's changes.
 *
 * <pre>
 * bits   0-15  slot: 1 to 65535; 0 = free, the incarnation does not count then
 * bits  16-39  incarnation of the slot
 * bits  40-63  count: one more at each taking and each giving back, wraps
 * </pre>
 *
 * <p>The count makes each tenure's word different from the last ones, so that a compare-and-set of
 * an exact word cannot mistake a later tenure for the one that was looked at.
 */
public final class MemberWord {
  public static final int MAX_SLOT = 0xffff;
  public static final int MAX_INCARNATION = 0xff_ffff;

  private static final int INCARNATION_SHIFT = 16;
  private static final int COUNT_SHIFT = 40;
  private static final long COUNT_MASK = 0xff_ffff;
  private static final long OWNER_MASK = (1L << COUNT_SHIFT) - 1;
  private static final long ONE_COUNT = 1L << COUNT_SHIFT;

  private MemberWord() {}

  /** The word of these parts; each is cut to its width. */
  public static long pack(int slot, int incarnation, int count) {
    return (slot & (long) MAX_SLOT)
        | (incarnation & (long) MAX_INCARNATION) << INCARNATION_SHIFT
        | (count & COUNT_MASK) << COUNT_SHIFT;
  }

  public static int slot(long word) {
    return (int) (word & MAX_SLOT);
  }

  public static int incarnation(long word) {
    return (int) (word >>> INCARNATION_SHIFT & MAX_INCARNATION);
  }

  public static int count(long word) {
    return (int) (word >>> COUNT_SHIFT);
  }

  public static boolean isFree(long word) {
    return (word & MAX_SLOT) == 0;
  }

  static boolean isSameOwner(long word, long other) {
    return ((word ^ other) & OWNER_MASK) == 0;
  }

  /**
   * The word that follows on {@code word} when {@code member}, whose count does not matter, takes
   * it.
   */
  static long taken(long word, long member) {
    return (member & OWNER_MASK) | ((word & ~OWNER_MASK) + ONE_COUNT);
  }

  /** The word that follows on {@code word} when its owner gives it back. */
  static long freed(long word) {
    return (word & ~OWNER_MASK) + ONE_COUNT;
  }
}
