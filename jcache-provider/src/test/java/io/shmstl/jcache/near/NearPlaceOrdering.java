package io.shmstl.jcache.near;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.shmstl.map.EntryCopy;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A place of the near tier is filled anew while another thread looks its key up: first the value
 * that was found, then the stamp that was shown to the source with it; 0 and 0 for nothing.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing: the place was being written")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the old value with its stamp")
@Outcome(id = "3, 4", expect = ACCEPTABLE, desc = "the new value with its stamp")
@Outcome(
    expect = FORBIDDEN,
    desc = "a value with the stamp of another: it would be current for as long as that stands")
public class NearPlaceOrdering {
  private static final Long KEY = 17L;
  private static final int HASH = NearKeys.hash(KEY);

  private final ReentrantLock lock = new ReentrantLock();
  private final NearPlaces places = new NearPlaces(NearPlaces.WAYS);

  /** The key has the old value. */
  public NearPlaceOrdering() {
    keep(1, 2);
  }

  /** Keeps the new value. */
  @Actor
  public void writer() {
    keep(3, 4);
  }

  /** Looks the key up. */
  @Actor
  public void reader(II_Result result) {
    Shown shown = new Shown();
    Object value = places.find(KEY, HASH, shown, lock);
    if (value != null) {
      result.r1 = (Integer) value;
      result.r2 = (int) shown.stamp;
    }
  }

  private void keep(int value, long stamp) {
    int place = places.placeOf(KEY, HASH);
    places.set(place, HASH, KEY, value, 0, new NearStamp(8 * stamp, stamp, 0, stamp));
  }

  /** A source that believes everything and remembers the stamp it was shown. */
  private static final class Shown implements NearSource {
    private long stamp;

    @Override
    public long stamp(EntryCopy found) {
      return 0;
    }

    @Override
    public long stamp(long stampAddress, long slotAddress, long slot, long version) {
      return 0;
    }

    @Override
    public int age() {
      return 0;
    }

    @Override
    public boolean isCurrent(long stampAddress, long word, int age, long deadlineMs) {
      stamp = stampAddress == 8 * word && deadlineMs == word ? word : -1;
      return true;
    }
  }
}
