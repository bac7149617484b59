package io.shmstl.benchmarks;

import java.util.SplittableRandom;

/** What is stored: strings of 100 Latin-1 characters, each different, the same on every run. */
final class Payload {
  /** Characters of one value; with the 8 bytes of its key an entry has 108 bytes of its own. */
  static final int VALUE_LENGTH = 100;

  private Payload() {}

  static String value(long number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder value = new StringBuilder(VALUE_LENGTH);
    for (int i = 0; i < VALUE_LENGTH; i++) {
      value.append((char) random.nextInt('0', 'z' + 1));
    }
    return value.toString();
  }
}
