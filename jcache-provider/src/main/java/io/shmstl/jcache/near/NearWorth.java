package io.shmstl.jcache.near;

/**
 * Whether a near tier saves more than it costs. A value that is found saves a part of a read; one
 * that was overtaken costs a look in vain and often another filling, which is several times as
 * much. Where keys are written about as often as they are read the tier closes: a sample of the
 * keys goes on taking part, so that it can be seen when the tier would pay again, and a trial costs
 * next to nothing however long it takes.
 *
 * <p>A tier that has just been emptied looks better than it is. Of the keys that come back first
 * the reads lie close together, and few writes fall between them; so the tier opens only when more
 * is found for each overtaken value than it takes to stay open, and when newcomers have become few.
 *
 * <p>While all keys take part one in {@value #COUNTED_ONE_IN} is counted. Any thread; counts may be
 * lost, which matters to nobody. A tier in which nothing is overtaken writes none of them: the line
 * stays in the caches of all processors.
 */
final class NearWorth {
  /** Of the keys of an open tier one in so many is counted. */
  private static final int COUNTED_ONE_IN = 16;

  /** Of the keys of a closed tier one in so many takes part. */
  static final int TRIED_ONE_IN = 64;

  /** Values overtaken between two judgements. */
  static final int OVERTAKEN = 64;

  /** Values found for each that is overtaken, for the tier to stay open. */
  static final int STAYS_OPEN = 8;

  /** Values found for each that is overtaken, for the tier to open. */
  static final int OPENS = 16;

  /** Newcomers for each value found, at most, for the tier to open. */
  private static final int NEWCOMERS = 2;

  /** Reads without the tier after which it is asked whether the sample is read like the others. */
  static final int NO_JUDGEMENT = 1 << 20;

  /** Reads that a sample which is read like the others has four times as many of by then. */
  static final int FEW_READS = NO_JUDGEMENT / TRIED_ONE_IN / 4;

  /** Where in a hash the sample is told; a table finds places by the lowest bits. */
  private static final int SAMPLE_SHIFT = 18;

  private static final int COUNTED = (COUNTED_ONE_IN - 1) << SAMPLE_SHIFT;
  private static final int TRIED = (TRIED_ONE_IN - 1) << SAMPLE_SHIFT;

  /**
   * The bits of a hash in which a key must be of the sample to take part: none, the tier is open.
   */
  private int told;

  private int sample;
  private int found;
  private int newcomers;
  private int overtaken;
  private int leftOut;

  /** Whether keys of this hash take part. */
  boolean admits(int hash) {
    return ((hash ^ sample) & told) == 0;
  }

  /** Whether what happens to keys of this hash is counted, if they take part. */
  boolean isCounted(int hash) {
    return ((hash ^ sample) & COUNTED) == 0;
  }

  /** A value was found. */
  void found(int hash) {
    if (isCounted(hash)) {
      if (told == 0) {
        if (found < OVERTAKEN * STAYS_OPEN) {
          found++;
        }
      } else if (++found >= OVERTAKEN * OPENS && newcomers <= found * NEWCOMERS) {
        told = 0;
        startAgain();
      }
    }
  }

  /** A value was read that is not here and should be. */
  void newcomer() {
    if (told != 0) {
      newcomers++;
    }
  }

  /** A value was here and no longer its key's; true if what is here is to be let go. */
  boolean overtaken(int hash) {
    if (!isCounted(hash) || ++overtaken < OVERTAKEN) {
      return false;
    }
    boolean isWorthIt = found >= OVERTAKEN * (told == 0 ? STAYS_OPEN : OPENS);
    if (!isWorthIt) {
      told = TRIED;
      sample = (sample + (1 << SAMPLE_SHIFT)) & TRIED;
    }
    startAgain();
    return !isWorthIt;
  }

  /**
   * Values were read of keys that take no part. If there are many and few of the sample, so that no
   * trial comes to an end, all take part again.
   */
  void leftOut(int reads) {
    leftOut += reads;
    if (leftOut >= NO_JUDGEMENT) {
      if (found + newcomers < FEW_READS) {
        told = 0;
      }
      startAgain();
    }
  }

  private void startAgain() {
    found = 0;
    newcomers = 0;
    overtaken = 0;
    leftOut = 0;
  }
}
