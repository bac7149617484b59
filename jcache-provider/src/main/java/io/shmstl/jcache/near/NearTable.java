package io.shmstl.jcache.near;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The values of one near tier by key, bounded by a budget. Any thread; nobody waits: looking up
 * takes no lock, and who cannot have the lock for a change leaves the change out.
 */
final class NearTable {
  private static final int INITIAL_PLACES = 64;
  private static final int MOST_PLACES = 1 << 27;

  /** A table grows when so many places, */
  private static final int FULL = 13;

  /** ... of so many, are taken. */
  private static final int FULL_OF = 16;

  /** A value that was overtaken before it was of use is kept anew in one case of this many. */
  private static final int RENEWS_ONE_IN = 16;

  /** A newcomer displaces others in one case of this many, so that a scan costs little. */
  private static final int DISPLACES_ONE_IN = 8;

  /** Most places that are looked at to make room for one newcomer. */
  private static final int MOST_LOOKED_AT = 64;

  /** Reads of keys that take no part are counted by so many, for threads not to meet at it. */
  private static final int LEFT_OUT_ONE_IN = 64;

  private final NearBudget budget;
  private final NearWorth worth = new NearWorth();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile NearPlaces places = new NearPlaces(INITIAL_PLACES);
  private int count;
  private int hand;
  private long taken;
  private volatile boolean isClosed;

  NearTable(NearBudget budget) {
    this.budget = budget;
  }

  /** The value of a key if it is here and the source says that it is current. */
  @Nullable Object find(Object key, NearSource source) {
    int hash = NearKeys.hash(key);
    if (!worth.admits(hash)) {
      return null;
    }
    Object value = places.find(key, hash, source, lock);
    if (value != null) {
      worth.found(hash);
    }
    return value;
  }

  /**
   * Whether a value of this key should be kept: it is not here yet, or the one that is here was
   * found so often before it was overtaken that the next one may pay too. A key that is written
   * about as often as it is read would cost more here than it saves; where most are, only those of
   * a sample are kept.
   */
  boolean wants(Object key) {
    int hash = NearKeys.hash(key);
    if (!worth.admits(hash)) {
      if (isOneIn(LEFT_OUT_ONE_IN)) {
        worth.leftOut(LEFT_OUT_ONE_IN);
      }
      return false;
    }
    NearPlaces now = places;
    int place = now.placeOf(key, hash);
    if (!now.has(place, key)) {
      worth.newcomer();
      return true;
    }
    if (now.noticeOvertaken(place) && worth.overtaken(hash)) {
      tryClear(); // most of it is overtaken, or of another sample
      return false;
    }
    return now.isWorthIt(place) || isOneIn(RENEWS_ONE_IN);
  }

  /**
   * Keeps a value, in place of the key's last one; or not, if there is no room or somebody else is
   * about to keep one.
   *
   * @param weight bytes of the heap that key and value take, about
   */
  void keep(Object key, Object value, int weight, NearStamp stamp) {
    if (lock.tryLock()) {
      try {
        put(key, value, weight + 2 * NearPlaces.BYTES, stamp);
      } finally {
        lock.unlock();
      }
    }
    if (isClosed) {
      tryClear(); // it was closed while the lock was held: what was kept late goes as well
    }
  }

  /** Lets go of everything; what is kept later goes at once. */
  void close() {
    isClosed = true;
    tryClear();
  }

  /** Lets go of everything, unless somebody is changing something. */
  private void tryClear() {
    if (lock.tryLock()) {
      try {
        places = new NearPlaces(INITIAL_PLACES);
        count = 0;
        budget.giveBack(taken);
        taken = 0;
      } finally {
        lock.unlock();
      }
    }
  }

  private void put(Object key, Object value, int weight, NearStamp stamp) {
    int hash = NearKeys.hash(key);
    int place = places.placeOf(key, hash);
    if (!places.isEmpty(place) && !places.has(place, key) && !displaces()) {
      return;
    }
    remove(place);
    if (!budget.take(weight) && !(displaces() && makeRoom(weight) && budget.take(weight))) {
      return;
    }
    taken += weight;
    count++;
    places.set(place, hash, key, value, weight, stamp);
    if (count > places.size() / FULL_OF * FULL && places.size() < MOST_PLACES) {
      places = places.larger();
    }
  }

  private boolean makeRoom(int weight) {
    long wanted = taken - weight;
    for (int i = 0; i < MOST_LOOKED_AT && taken > wanted; i++) {
      hand = hand + 1 & places.size() - 1;
      remove(hand);
    }
    return taken <= wanted;
  }

  private void remove(int place) {
    if (!places.isEmpty(place)) {
      count--;
      taken -= places.weight(place);
      budget.giveBack(places.weight(place));
      places.clear(place);
    }
  }

  private static boolean displaces() {
    return isOneIn(DISPLACES_ONE_IN);
  }

  private static boolean isOneIn(int cases) {
    return ThreadLocalRandom.current().nextInt(cases) == 0;
  }
}
