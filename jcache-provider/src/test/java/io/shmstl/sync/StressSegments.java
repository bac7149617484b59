package io.shmstl.sync;

import io.shmstl.segment.Segment;
import io.shmstl.testing.TestSpace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two members of one space, and segments of which each state of an ordering test has its own: what
 * one member does is what another process would do, since they share nothing but the bytes.
 *
 * <p>The files are gone from the directory as soon as they are mapped, so that a JVM of jcstress
 * leaves nothing.
 */
final class StressSegments {
  /** Longest wait for what is bound to come. */
  static final long WAIT_NANOS = 60_000_000_000L;

  private final Segment[] segments;
  private final Membership one;
  private final Membership two;
  private final AtomicInteger next = new AtomicInteger();

  private StressSegments(TestSpace space, int count) {
    one = space.member();
    two =
        space
            .lock()
            .hold(
                Duration.ofSeconds(30),
                () -> Membership.join(space.system(), space.directory().resolve("members")));
    segments = new Segment[count];
    for (int i = 0; i < count; i++) {
      segments[i] = space.createCache("s" + i, 1 << 20);
    }
  }

  /**
   * @param count more than the states that jcstress keeps at a time, or 1 if all share one
   */
  static StressSegments create(int count) {
    TestSpace space = TestSpace.create();
    StressSegments segments = new StressSegments(space, count);
    TestSpace.delete(space.directory());
    return segments;
  }

  Membership one() {
    return one;
  }

  Membership two() {
    return two;
  }

  Segment get(int i) {
    return segments[i];
  }

  int nextIndex() {
    return Math.floorMod(next.getAndIncrement(), segments.length);
  }
}
