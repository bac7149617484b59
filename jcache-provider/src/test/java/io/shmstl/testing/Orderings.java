package io.shmstl.testing;

/**
 * How jcstress runs the ordering tests: the classes {@code *Ordering} beside what they test, each
 * one race with its permitted and forbidden outcomes.
 *
 * <p>The states of a test share one mapping, since a mapping for each would be too slow to race. So
 * each has a cell in it, which it may have for itself; {@code io.shmstl.OrderingsTest} sees to it
 * that there are enough.
 */
public final class Orderings {
  /** States that two actors work through before they meet again. */
  public static final int STRIDE_SIZE = 64;

  /** Strides between two times when states are made anew. */
  public static final int STRIDE_COUNT = 8;

  /** Twice the states of a round: one is made while the other is judged. A power of two. */
  public static final int CELLS = 2 * STRIDE_SIZE * STRIDE_COUNT;

  private Orderings() {}
}
