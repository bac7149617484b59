package io.shmstl.jcache.near;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The places of a {@link NearTable}, as arrays side by side and not as objects, in groups. A byte
 * of the hash of each place's key tells which of a group to look at; of that place a look-up asks
 * memory for its two lines at once, and does not wait for one to learn the address of the next. A
 * key that is a number stands in the place itself, so that it need not be followed either. The
 * smaller all this is the more of it stays in the processor's caches: three in four places may be
 * taken.
 *
 * <p>One thread writes, under the table's lock; any thread reads. A place is written between two
 * values of its tag, an odd and the next even one, and read between two looks at the tag: if both
 * show the same even one, all that was read belongs together. The byte of the hash is a hint: who
 * reads an old one finds nothing, or looks at a place that is of another key.
 *
 * <p>Keys and values are immutable objects, so a thread that sees one sees all of it.
 */
final class NearPlaces {
  /** Places of a group, side by side: as many as a word has bytes. */
  static final int GROUP = 8;

  /** Places that a key may have: those of its group, or of the one beside it. */
  static final int WAYS = 2 * GROUP;

  /** Bytes of a place, about. */
  static final int BYTES = 80;

  /** Uses that are worth the filling of a place. */
  private static final int ENOUGH = 4;

  /** Beside the uses of a place: it was noticed that its value is overtaken. */
  private static final int OVERTAKEN = 8;

  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ORIGINS = 3;

  /** Words of a place; half a line of most processors' caches. */
  private static final int WORDS = 4;

  /** Hash of the key above a count that is odd while the place is written. */
  private static final int TAG = 0;

  /** The key's bits, see {@link NearKeys#bits}. */
  private static final int KEY_BITS = 1;

  /** The stamp, which is even; its lowest bit here is {@link #HAS_DEADLINE}. */
  private static final int STAMP = 2;

  /** The stamp's address in units of 8 above the age. */
  private static final int ADDRESS_AND_AGE = 3;

  /** Beside the stamp: there is a deadline. */
  private static final long HAS_DEADLINE = 1;

  /**
   * The first place's words lie behind so many, which make a line with the header of the array; a
   * large array begins with a line.
   */
  private static final int FIRST_WORD = 6;

  /** A byte of each eight: its lowest bit. */
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  /** A byte of each eight: its highest bit. */
  private static final long HIGH_BITS = LOW_BITS << 7;

  /** A byte of the hash of each place's key; the array mostly stays in the processor's caches. */
  private final byte[] prints;

  /** Of each place, side by side: {@link #TAG} to {@link #ADDRESS_AND_AGE}. */
  private final long[] words;

  /** Of each place: the deadline, if it has one. */
  private final long[] deadlines;

  /** Of each place: the slot's address, the word in it, the entry's version; to know it again. */
  private final long[] origins;

  /** Of each place: what stands for the key, see {@link NearKeys#kept}; the value. */
  private final @Nullable Object[] objects;

  /** How often each place was found since it was filled, and {@link #OVERTAKEN}; racy. */
  private final byte[] uses;

  /** What each place counts for, in bytes; for the writer only. */
  private final int[] weights;

  private final int groups;

  NearPlaces(int size) {
    prints = new byte[size];
    words = new long[FIRST_WORD + size * WORDS];
    deadlines = new long[size];
    origins = new long[size * ORIGINS];
    objects = new Object[size * 2];
    uses = new byte[size];
    weights = new int[size];
    groups = size / GROUP;
  }

  int size() {
    return weights.length;
  }

  /**
   * The value of a key if it is here and the source says that it is current. If another key of its
   * bucket has changed and this one has not, its place gets the new stamp.
   *
   * @param lock of the table, to write under if it is free
   */
  @Nullable Object find(Object key, int hash, NearSource source, ReentrantLock lock) {
    int group = group(hash);
    Object value = find(group, key, hash, source, lock);
    return value != null ? value : find(group ^ 1, key, hash, source, lock);
  }

  private @Nullable Object find(
      int group, Object key, int hash, NearSource source, ReentrantLock lock) {
    for (long left = candidates(group, hash); left != 0; left &= left - 1) {
      int place = first(group, left);
      // acquire: pairs with the release of the even tag in set; the place is complete.
      long tag = (long) LONG.getAcquire(words, word(place, TAG));
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

  /** The highest bit of each byte that is a place of the group which may have a key of the hash. */
  private long candidates(int group, int hash) {
    long different =
        (long) EIGHT_BYTES.get(prints, group * GROUP) ^ Byte.toUnsignedLong(print(hash)) * LOW_BITS;
    // A byte of 0 borrows from its highest bit; one that is larger can be taken for 0 behind it.
    return different - LOW_BITS & ~different & HIGH_BITS;
  }

  private static int first(int group, long candidates) {
    return group * GROUP + (Long.numberOfTrailingZeros(candidates) >>> 3);
  }

  private static byte print(int hash) {
    return (byte) (hash >>> 24);
  }

  private int group(int hash) {
    return hash & groups - 1;
  }

  private @Nullable Object read(
      int place, long tag, Object key, NearSource source, ReentrantLock lock) {
    Object kept = objects[2 * place];
    Object value = objects[2 * place + 1];
    long bits = words[word(place, KEY_BITS)];
    long marked = words[word(place, STAMP)];
    long addressAndAge = words[word(place, ADDRESS_AND_AGE)];
    long deadlineMs = (marked & HAS_DEADLINE) == 0 ? Long.MAX_VALUE : deadlines[place];
    // acquire fence: the loads above stay above the second look at the tag.
    VarHandle.acquireFence();
    if (tag(place) != tag || (tag & 1) != 0 || !NearKeys.isKept(key, kept, bits)) {
      return null;
    }
    long stamp = marked & ~HAS_DEADLINE;
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
    if (tag(place) != tag || slot == 0) {
      return false;
    }
    long stamp = source.stamp(stampAddress, slotAddress, slot, version);
    if (stamp == 0) {
      return false;
    }
    if (lock.tryLock()) {
      try {
        if (tag(place) == tag) {
          int count = begin(place);
          words[word(place, STAMP)] = stamp;
          end(place, (int) (tag >>> 32), count);
        }
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  /** The place of a key if it has one, else a free one that it may have, else any it may have. */
  int placeOf(Object key, int hash) {
    for (int group : new int[] {group(hash), group(hash) ^ 1}) {
      for (long left = candidates(group, hash); left != 0; left &= left - 1) {
        int place = first(group, left);
        if (has(place, key)) {
          return place;
        }
      }
    }
    return freePlaceOf(hash, group(hash) * GROUP + (hash >>> 24) % GROUP);
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

  /** Whether a place has no key. */
  boolean isEmpty(int place) {
    return objects[2 * place] == null;
  }

  /** Whether a place has that key. */
  boolean has(int place, Object key) {
    return NearKeys.isKept(key, objects[2 * place], words[word(place, KEY_BITS)]);
  }

  int weight(int place) {
    return weights[place];
  }

  /** Fills a place. */
  void set(int place, int hash, Object key, Object value, int weight, NearStamp stamp) {
    int count = begin(place);
    objects[2 * place] = NearKeys.kept(key);
    objects[2 * place + 1] = value;
    words[word(place, KEY_BITS)] = NearKeys.bits(key);
    words[word(place, STAMP)] =
        stamp.deadlineMs() == Long.MAX_VALUE ? stamp.stamp() : stamp.stamp() | HAS_DEADLINE;
    words[word(place, ADDRESS_AND_AGE)] =
        stamp.address() >>> 3 << 32 | Integer.toUnsignedLong(stamp.age());
    deadlines[place] = stamp.deadlineMs();
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

  /** Copies what is there into a table of twice the size, where it has room. */
  NearPlaces larger() {
    NearPlaces larger = new NearPlaces(2 * size());
    for (int place = 0; place < size(); place++) {
      if (!isEmpty(place)) {
        int hash = hash(place);
        larger.copy(larger.freePlaceOf(hash, larger.group(hash) * GROUP), this, place);
      }
    }
    return larger;
  }

  /** A free place that a hash may have; if there is none, the other one. */
  private int freePlaceOf(int hash, int other) {
    int first = group(hash) * GROUP;
    for (int way = 0; way < WAYS; way++) {
      if (isEmpty(first ^ way)) {
        return first ^ way;
      }
    }
    return other;
  }

  private void copy(int place, NearPlaces from, int source) {
    System.arraycopy(from.objects, 2 * source, objects, 2 * place, 2);
    System.arraycopy(from.words, word(source, TAG), words, word(place, TAG), WORDS);
    deadlines[place] = from.deadlines[source];
    System.arraycopy(from.origins, ORIGINS * source, origins, ORIGINS * place, ORIGINS);
    prints[place] = from.prints[source];
    weights[place] = from.weights[source];
  }

  /** An odd tag that an error left in the middle of a change stays odd here, and ends even. */
  private int begin(int place) {
    int count = (int) tag(place) | 1;
    words[word(place, TAG)] = (tag(place) & -1L << 32) | Integer.toUnsignedLong(count);
    // store-store fence: the odd tag is seen before anything of the place changes.
    VarHandle.storeStoreFence();
    return count;
  }

  private void end(int place, int hash, int count) {
    // release: pairs with the acquire in find.
    LONG.setRelease(words, word(place, TAG), (long) hash << 32 | Integer.toUnsignedLong(count + 1));
  }

  private long tag(int place) {
    return words[word(place, TAG)];
  }

  private int hash(int place) {
    return (int) (tag(place) >>> 32);
  }

  private static int word(int place, int word) {
    return FIRST_WORD + WORDS * place + word;
  }
}
