package io.shmstl.jcache.near;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The places of a {@link NearTable}, as arrays side by side and not as objects: a look-up asks
 * memory for all that it needs of a place at once, and does not wait for one line to learn the
 * address of the next.
 *
 * <p>One thread writes, under the table's lock; any thread reads. A place is written between two
 * values of its tag, an odd and the next even one, and read between two looks at the tag: if both
 * show the same even one, all that was read belongs together.
 *
 * <p>Keys and values are immutable objects, so a thread that sees one sees all of it.
 */
final class NearPlaces {
  /** Places that a key may have, side by side; a power of two. */
  static final int WAYS = 4;

  /** Bytes of a place. */
  static final int BYTES = 80;

  /** Uses that are worth the filling of a place. */
  private static final int ENOUGH = 4;

  /** Beside the uses of a place: it was noticed that its value is overtaken. */
  private static final int OVERTAKEN = 8;

  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final int NUMBERS = 3;
  private static final int ORIGINS = 3;

  /** A byte of each four: its lowest bit. */
  private static final int LOW_BITS = 0x0101_0101;

  /** A byte of each four: its highest bit. */
  private static final int HIGH_BITS = 0x8080_8080;

  /**
   * A byte of the hash of each place's key: who looks for a key that is not here mostly learns it
   * from the one word of four places, out of an array that stays in the processor's caches.
   */
  private final byte[] prints;

  /** Hash of the key above a count that is odd while the place is written. */
  private final long[] tags;

  /** Of each place: the stamp; its address in units of 8 above the age; the deadline. */
  private final long[] numbers;

  /** Of each place: the slot's address, the word in it, the entry's version; to know it again. */
  private final long[] origins;

  /** Of each place: the key, the value. */
  private final @Nullable Object[] objects;

  /** How often each place was found since it was filled, and {@link #OVERTAKEN}; racy. */
  private final byte[] uses;

  /** What each place counts for, in bytes; for the writer only. */
  private final int[] weights;

  private final int mask;

  NearPlaces(int size) {
    prints = new byte[size];
    tags = new long[size];
    numbers = new long[size * NUMBERS];
    origins = new long[size * ORIGINS];
    objects = new Object[size * 2];
    uses = new byte[size];
    weights = new int[size];
    mask = size - 1;
  }

  int size() {
    return mask + 1;
  }

  /**
   * The value of a key if it is here and the source says that it is current. If another key of its
   * bucket has changed and this one has not, its place gets the new stamp.
   *
   * @param lock of the table, to write under if it is free
   */
  @Nullable Object find(Object key, int hash, NearSource source, ReentrantLock lock) {
    int first = hash & mask;
    for (int way = 0; way < WAYS; way++) {
      int place = first ^ way;
      // acquire: pairs with the release of the even tag in set; the place is complete.
      long tag = (long) LONG.getAcquire(tags, place);
      if ((int) (tag >>> 32) == hash) {
        Object value = read(place, tag, key, source, lock);
        if (value != null) {
          if (uses[place] < ENOUGH) {
            uses[place]++;
          }
          return value;
        }
      }
    }
    return null;
  }

  /** Whether one of the places of a hash may have its key: a hint, for keys most likely absent. */
  boolean mayHave(int hash) {
    int different = (int) INT.get(prints, hash & mask & -WAYS) ^ (print(hash) & 0xFF) * LOW_BITS;
    // A byte of 0 borrows from its highest bit; one that is larger can be taken for 0 behind it.
    return (different - LOW_BITS & ~different & HIGH_BITS) != 0;
  }

  private static byte print(int hash) {
    return (byte) (hash >>> 24);
  }

  private @Nullable Object read(
      int place, long tag, Object key, NearSource source, ReentrantLock lock) {
    Object known = objects[2 * place];
    Object value = objects[2 * place + 1];
    long stamp = numbers[NUMBERS * place];
    long addressAndAge = numbers[NUMBERS * place + 1];
    long deadlineMs = numbers[NUMBERS * place + 2];
    // acquire fence: the loads above stay above the second look at the tag.
    VarHandle.acquireFence();
    if (tags[place] != tag || (tag & 1) != 0 || known == null || !known.equals(key)) {
      return null;
    }
    long stampAddress = addressAndAge >>> 32 << 3;
    int age = (int) addressAndAge;
    if (source.isCurrent(stampAddress, stamp, age, deadlineMs)) {
      return value;
    }
    return deadlineMs == Long.MAX_VALUE
            && source.age() == age
            && isKnownAgain(place, tag, stampAddress, source, lock)
        ? value
        : null;
  }

  /** Whether the entry of a place is still its key's though its stamp is another; keeps that. */
  private boolean isKnownAgain(
      int place, long tag, long stampAddress, NearSource source, ReentrantLock lock) {
    long slotAddress = origins[ORIGINS * place];
    long slot = origins[ORIGINS * place + 1];
    long version = origins[ORIGINS * place + 2];
    // acquire fence: the loads above stay above the third look at the tag.
    VarHandle.acquireFence();
    if (tags[place] != tag || slot == 0) {
      return false;
    }
    long stamp = source.stamp(stampAddress, slotAddress, slot, version);
    if (stamp == 0) {
      return false;
    }
    if (lock.tryLock()) {
      try {
        if (tags[place] == tag) {
          int count = begin(place);
          numbers[NUMBERS * place] = stamp;
          end(place, (int) (tag >>> 32), count);
        }
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  /** The place of a key if it has one, else a free one of its four, else its first. */
  int placeOf(Object key, int hash) {
    int first = hash & mask;
    int found = first;
    for (int way = WAYS - 1; way >= 0; way--) {
      int place = first ^ way;
      Object known = objects[2 * place];
      if (known == null) {
        found = place;
      } else if ((int) (tags[place] >>> 32) == hash && known.equals(key)) {
        return place;
      }
    }
    return found;
  }

  /** Whether a place has been found often enough since it was filled to be filled again. */
  boolean isWorthIt(int place) {
    return (uses[place] & -OVERTAKEN - 1) >= ENOUGH;
  }

  /** Notices that the value of a place is overtaken; false if that was known. */
  boolean noticeOvertaken(int place) {
    boolean isNew = (uses[place] & OVERTAKEN) == 0;
    uses[place] |= OVERTAKEN;
    return isNew;
  }

  /** The key of a place; null if it is empty. */
  @Nullable Object key(int place) {
    return objects[2 * place];
  }

  int weight(int place) {
    return weights[place];
  }

  /** Fills a place. */
  void set(int place, int hash, Object key, Object value, int weight, NearStamp stamp) {
    int count = begin(place);
    objects[2 * place] = key;
    objects[2 * place + 1] = value;
    numbers[NUMBERS * place] = stamp.stamp();
    numbers[NUMBERS * place + 1] =
        stamp.address() >>> 3 << 32 | Integer.toUnsignedLong(stamp.age());
    numbers[NUMBERS * place + 2] = stamp.deadlineMs();
    origins[ORIGINS * place] = stamp.slotAddress();
    origins[ORIGINS * place + 1] = stamp.slot();
    origins[ORIGINS * place + 2] = stamp.version();
    prints[place] = print(hash);
    weights[place] = weight;
    uses[place] = 0;
    end(place, hash, count);
  }

  /** Empties a place. */
  void clear(int place) {
    int count = begin(place);
    objects[2 * place] = null;
    objects[2 * place + 1] = null;
    weights[place] = 0;
    end(place, 0, count);
  }

  /** Copies what is there into a table of twice the size, where each four has room. */
  NearPlaces larger() {
    NearPlaces larger = new NearPlaces(2 * size());
    for (int place = 0; place < size(); place++) {
      Object key = objects[2 * place];
      if (key != null) {
        larger.copy(larger.placeOf(key, (int) (tags[place] >>> 32)), this, place);
      }
    }
    return larger;
  }

  private void copy(int place, NearPlaces from, int source) {
    System.arraycopy(from.objects, 2 * source, objects, 2 * place, 2);
    System.arraycopy(from.numbers, NUMBERS * source, numbers, NUMBERS * place, NUMBERS);
    System.arraycopy(from.origins, ORIGINS * source, origins, ORIGINS * place, ORIGINS);
    prints[place] = from.prints[source];
    weights[place] = from.weights[source];
    tags[place] = from.tags[source];
  }

  /** An odd tag that an error left in the middle of a change stays odd here, and ends even. */
  private int begin(int place) {
    int count = (int) tags[place] | 1;
    tags[place] = (tags[place] & -1L << 32) | Integer.toUnsignedLong(count);
    // store-store fence: the odd tag is seen before anything of the place changes.
    VarHandle.storeStoreFence();
    return count;
  }

  private void end(int place, int hash, int count) {
    // release: pairs with the acquire in find.
    LONG.setRelease(tags, place, (long) hash << 32 | Integer.toUnsignedLong(count + 1));
  }
}
