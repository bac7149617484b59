package io.shmstl.sql.exec;

/** Numbers given to integers in the order in which they come first: a hash table without boxes. */
final class LongTable {
  private static final int FIRST_PLACES = 64;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[FIRST_PLACES];

  /** One more than the number of the key at a place; 0 for an empty place. */
  private int[] numbers = new int[FIRST_PLACES];

  private int size;

  /** The number of an integer; as many as there were before if it is new. */
  int number(long key) {
    int mask = keys.length - 1;
    int place = place(key, mask);
    while (numbers[place] != 0) {
      if (keys[place] == key) {
        return numbers[place] - 1;
      }
      place = place + 1 & mask;
    }
    keys[place] = key;
    numbers[place] = ++size;
    if (2 * size > keys.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int place = place(oldKeys[i], mask);
        while (numbers[place] != 0) {
          place = place + 1 & mask;
        }
        keys[place] = oldKeys[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }

  private static int place(long key, int mask) {
    return (int) ((key * SPREAD) >>> 32) & mask;
  }
}
