package io.shmstl.map;

/**
 * Where a sweep of the index stands: a round over all pages that looks at one bucket of each, the
 * first slot hash of the page it has come to, a slot. It names hashes and not pages, so a split or
 * a larger directory does not disturb it.
 *
 * <p>Page after page would be simpler, but a hand that empties a page at a time makes pages before
 * it twice as full as the mean and pages behind it empty: they split, and half the index is air.
 * One bucket of every page a round keeps pages equally full, and reversing the bits of the round's
 * number lets a bucket that is about to be swept overflow into one that just was.
 */
final class Hand {
  private Hand() {}

  static long of(int round, int prefix, int index) {
    return (long) prefix << 16 | (long) (round & PageLayout.BUCKET_MASK) << 8 | index;
  }

  static int prefix(long hand) {
    return (int) (hand >>> 16);
  }

  static int round(long hand) {
    return (int) (hand >>> 8) & PageLayout.BUCKET_MASK;
  }

  static int index(long hand) {
    return (int) hand & 0x7;
  }

  /** The bucket that a round looks at in each page. */
  static int bucket(int round) {
    return Integer.reverse(round) >>> Integer.numberOfLeadingZeros(PageLayout.BUCKET_MASK);
  }

  /** First slot hash of the page behind one of the given local depth; wraps to 0 at the end. */
  static int nextPrefix(int prefix, int localDepth) {
    return (int) ((prefix & 0xFFFF_FFFFL) + (1L << (32 - localDepth)));
  }
}
