package io.shmstl.testing;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the classes of {@link SteppedClasses} report what they are about to do: a store into shared
 * memory or a change of a file is one step. Production classes hold no counter.
 */
public final class Steps {
  private static final ThreadLocal<@Nullable Observation> CURRENT = new ThreadLocal<>();

  private Steps() {}

  /** Runs an act of the calling thread; the observer hears the number of each step before it. */
  public static int observe(IntConsumer observer, Runnable act) {
    Observation observation = new Observation(observer);
    CURRENT.set(observation);
    try {
      act.run();
    } finally {
      CURRENT.remove();
    }
    return observation.steps;
  }

  /** Called by instrumented code before each step. */
  public static void step() {
    Observation observation = CURRENT.get();
    if (observation != null && !observation.isTelling) {
      observation.isTelling = true;
      try {
        observation.observer.accept(observation.steps++);
      } finally {
        observation.isTelling = false;
      }
    }
  }

  private static final class Observation {
    private final IntConsumer observer;
    private int steps;
    private boolean isTelling;

    Observation(IntConsumer observer) {
      this.observer = observer;
    }
  }
}
