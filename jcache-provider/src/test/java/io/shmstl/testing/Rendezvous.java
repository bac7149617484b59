package io.shmstl.testing;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the two actors of an ordering test begin at about the same time, the second one a little
 * later by a moment that differs from state to state: so that a short act meets every part of a
 * long one. Without it one actor mostly works through its states ahead of the other.
 *
 * <p>An actor that waits in vain goes on after a while. What is waited for is stored before the
 * acts and orders nothing in them.
 */
public final class Rendezvous {
  private static final int MOST_SPINS = 500;
  private static final int LONGEST_DELAY = 100;

  private final AtomicInteger arrived = new AtomicInteger();
  private final int delay = ThreadLocalRandom.current().nextInt(LONGEST_DELAY);

  /** Makes one for one state. */
  public Rendezvous() {}

  /** For the actor whose act is the longer one. */
  public void first() {
    meet();
  }

  /** For the actor whose act is the shorter one. */
  public void second() {
    meet();
    for (int i = 0; i < delay; i++) {
      Thread.onSpinWait();
    }
  }

  private void meet() {
    arrived.incrementAndGet();
    for (int i = 0; i < MOST_SPINS && arrived.get() < 2; i++) {
      Thread.onSpinWait();
    }
  }
}
