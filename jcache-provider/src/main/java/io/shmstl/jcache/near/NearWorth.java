package io.shmstl.jcache.near;

/**
 * Whether a near tier saves more than it costs. A value that is found saves a part of a read; one
 * that was overtaken costs a look in vain and often another filling, which is several times as
 * much. Where keys are written about as often as they are read the tier pauses, and tries again
 * after a while.
 *
 * <p>One key in {@value #SAMPLED_ONE_IN} is counted. Any thread; counts may be lost, which matters
 * to nobody.
 */
final class NearWorth {
  private static final int SAMPLED_ONE_IN = 16;

  /** Values overtaken between two judgements. */
  private static final int OVERTAKEN = 64;

  /** Values to be found for each that is overtaken. */
  private static final int WORTH_IT = 8;

  /** Reads of a pause; of one that follows on another four times as many. */
  static final int PAUSE = 1 << 16;

  /** Most reads of a pause: filling the tier to no end costs some ten thousand reads each time. */
  static final int LONGEST_PAUSE = 1 << 20;

  /** How far the count of late misses above finds goes in either direction. */
  private static final int MOST_MISSES = 32;

  private long found;
  private int misses;
  private int overtaken;
  private int reads;
  private int pause = PAUSE;
  private int nextPause = PAUSE;
  private boolean isPaused;

  /** Whether the tier is to be left alone. */
  boolean isPaused() {
    return isPaused;
  }

  /** A value was found. */
  void found(int hash) {
    if (hash % SAMPLED_ONE_IN == 0) {
      found++;
      misses = Math.max(misses - 1, -MOST_MISSES);
    }
  }

  /** A key was not here, or its value was overtaken. */
  void missed(int hash) {
    if (hash % SAMPLED_ONE_IN == 0) {
      misses = Math.min(misses + 1, MOST_MISSES);
    }
  }

  /** Whether more keys were missed than found of late. */
  boolean isRarelyFound() {
    return misses > 0;
  }

  /** A value was here and no longer its key's; true if that begins a pause. */
  boolean overtaken(int hash) {
    if (hash % SAMPLED_ONE_IN != 0 || ++overtaken < OVERTAKEN) {
      return false;
    }
    boolean isPauseDue = found < (long) overtaken * WORTH_IT;
    found = 0;
    overtaken = 0;
    if (isPauseDue) {
      pause = nextPause;
      reads = 0;
      isPaused = true;
    }
    nextPause = isPauseDue ? Math.min(4 * pause, LONGEST_PAUSE) : PAUSE;
    return isPauseDue;
  }

  /** A value was read without the tier; ends the pause after so many. */
  void readInPause() {
    if (++reads >= pause) {
      isPaused = false;
    }
  }
}
