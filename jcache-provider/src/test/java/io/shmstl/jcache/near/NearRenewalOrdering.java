package io.shmstl.jcache.near;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.map.EntryCopy;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * One thread knows a value again and gives its place the new stamp, while another fills the place
 * with another value: what the first one found, then value and stamp that are there at the end.
 */
@JCStressTest
@State
@Outcome(id = "[01], 3, 4", expect = ACCEPTABLE, desc = "the new value with its stamp")
@Outcome(id = "3, 3, 4", expect = ACCEPTABLE, desc = "the same, and it was found")
@Outcome(id = "1, 1, 6", expect = ACCEPTABLE, desc = "known again; the other found the lock taken")
@Outcome(
    expect = FORBIDDEN,
    desc = "a value with the stamp of another: it would be current for as long as that stands")
public class NearRenewalOrdering {
  private static final Long KEY = 17L;
  private static final int HASH = NearKeys.hash(KEY);
  private static final int OLD_SLOT = 1;
  private static final int NEW_SLOT = 3;

  private final ReentrantLock lock = new ReentrantLock();
  private final NearPlaces places = new NearPlaces(NearPlaces.WAYS);

  /** The key has the old value, under a stamp that is over. */
  public NearRenewalOrdering() {
    keep(1, 2, OLD_SLOT);
  }

  /** Keeps the new value, if it can have the lock. */
  @Actor
  public void writer() {
    if (lock.tryLock()) {
      try {
        keep(3, 4, NEW_SLOT);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Looks the key up; its old value is known again under stamp 6. */
  @Actor
  public void reader(III_Result result) {
    Object value = places.find(KEY, HASH, new Shown(2), lock);
    result.r1 = value == null ? 0 : (Integer) value;
  }

  /** What is there in the end. */
  @Arbiter
  public void end(III_Result result) {
    Shown shown = new Shown(0);
    Object value = places.find(KEY, HASH, shown, lock);
    result.r2 = value == null ? 0 : (Integer) value;
    result.r3 = (int) shown.stamp;
  }

  private void keep(int value, long stamp, long slot) {
    int place = places.placeOf(KEY, HASH);
    places.set(
        place, HASH, KEY, value, 0, new NearStamp(64, stamp, 0, Long.MAX_VALUE, 8 * slot, slot, 0));
  }

  /** A source for which one stamp is over and every other current; knows the old slot again. */
  private static final class Shown implements NearSource {
    private final long over;
    private long stamp;

    Shown(long over) {
      this.over = over;
    }

    @Override
    public long stamp(EntryCopy found) {
      return 0;
    }

    @Override
    public long stamp(long stampAddress, long slotAddress, long slot, long version) {
      return slot == OLD_SLOT && slotAddress == 8 * OLD_SLOT ? 6 : 0;
    }

    @Override
    public int age() {
      return 0;
    }

    @Override
    public boolean isCurrent(long stampAddress, long word, int age, long deadlineMs) {
      stamp = word;
      return word != over;
    }
  }
}
