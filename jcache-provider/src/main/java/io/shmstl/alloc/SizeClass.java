package io.shmstl.alloc;

/**
 * The classes of the first map: which sizes share a list of free blocks.
 *
 * <p>Sizes count units of 8 bytes. Classes 3 to 15 hold exactly that many units; above, each power
 * of two is cut into 16 classes of equal width. So up to 31 units (248 bytes) a class is one size,
 * and beyond it the largest block of a class exceeds the smallest by less than a sixteenth. Class
 * numbers grow with size: {@code level * 16 + sub}, where level 0 holds the sizes below 16 units.
 */
final class SizeClass {
  static final int SUBS_LOG2 = 4;
  static final int SUBS = 1 << SUBS_LOG2;

  /** Sizes up to {@code 2^32 - 1} units: level 0, then one level for each of 2^4 to 2^31. */
  static final int LEVELS = 32 - SUBS_LOG2 + 1;

  static final int COUNT = LEVELS * SUBS;

  static final long MAX_UNITS = (1L << 32) - 1;

  private SizeClass() {}

  /** The class of a size in units, 1 to {@link #MAX_UNITS}. */
  static int of(long units) {
    if (units < SUBS) {
      return (int) units;
    }
    int log2 = 63 - Long.numberOfLeadingZeros(units);
    int sub = (int) (units >>> (log2 - SUBS_LOG2)) & (SUBS - 1);
    return ((log2 - SUBS_LOG2 + 1) << SUBS_LOG2) | sub;
  }

  /** The smallest size of a class, in units. */
  static long smallestUnits(int sizeClass) {
    int level = sizeClass >>> SUBS_LOG2;
    int sub = sizeClass & (SUBS - 1);
    return level == 0 ? sub : (long) (SUBS | sub) << (level - 1);
  }

  static int level(int sizeClass) {
    return sizeClass >>> SUBS_LOG2;
  }

  static int sub(int sizeClass) {
    return sizeClass & (SUBS - 1);
  }
}
