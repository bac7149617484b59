package io.shmstl.benchmarks.workload;

import java.util.SplittableRandom;

/**
 * What is stored: strings of 100 Latin-1 characters under {@code Long} keys, each different, the
 * same on every run.
 */
public final class Payload {
  /** Characters of one value; with the 8 bytes of its key an entry has 108 bytes of its own. */
  public static final int VALUE_LENGTH = 100;

  /**
   * Odd, so that multiplying by it maps no two numbers to one: 2^64 divided by the golden ratio.
   */
  private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

  private Payload() {}

  /**
   * The key of a number. Keys of real caches lie scattered; consecutive ones would fill one end of
   * a hash table, and a key behind them would find an empty place without looking at any entry.
   */
  public static long key(long number) {
    return number * SCATTER;
  }

  /** The value of a number. */
  public static String value(long number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder value = new StringBuilder(VALUE_LENGTH);
    for (int i = 0; i < VALUE_LENGTH; i++) {
      value.append((char) random.nextInt('0', 'z' + 1));
    }
    return value.toString();
  }
}
