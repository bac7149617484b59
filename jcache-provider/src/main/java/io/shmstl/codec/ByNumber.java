package io.shmstl.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Things known by small numbers, for many readers and rare writers: an array that is copied to
 * change it.
 */
final class ByNumber<T> {
  private volatile @Nullable Object[] known = new @Nullable Object[0];

  /** The thing with a number, which may be any, or null. */
  @SuppressWarnings("unchecked") // only put fills the array
  @Nullable T get(int number) {
    @Nullable Object[] array = known;
    return number >= 0 && number < array.length ? (T) array[number] : null;
  }

  synchronized void put(int number, T thing) {
    @Nullable Object[] copy = Arrays.copyOf(known, Math.max(known.length, number + 1));
    copy[number] = thing;
    known = copy;
  }
}
