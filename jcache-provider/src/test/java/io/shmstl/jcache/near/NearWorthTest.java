package io.shmstl.jcache.near;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearWorthTest {
  /** A hash that is counted. */
  private static final int HASH = 0;

  private final NearWorth worth = new NearWorth();

  @Test
  void aPauseThatFollowsOnAnotherIsFourTimesAsLongUpToABound() {
    int expected = NearWorth.PAUSE;
    for (int i = 0; i < 8; i++) {
      assertThat(readsOfPause()).as("pause %d", i).isEqualTo(expected);
      expected = Math.min(4 * expected, NearWorth.LONGEST_PAUSE);
    }
  }

  @Test
  void afterATimeThatPaidAPauseIsShortAgain() {
    readsOfPause();
    readsOfPause();
    for (int i = 0; i < 100_000; i++) {
      worth.found(HASH);
    }
    assertThat(judge()).as("pauses").isFalse();

    assertThat(readsOfPause()).isEqualTo(NearWorth.PAUSE);
  }

  /** Has so many values overtaken that it is judged. */
  private boolean judge() {
    for (int i = 0; i < 63; i++) {
      assertThat(worth.overtaken(HASH)).isFalse();
    }
    return worth.overtaken(HASH);
  }

  private int readsOfPause() {
    assertThat(judge()).as("pauses").isTrue();
    int reads = 0;
    while (worth.isPaused()) {
      worth.readInPause();
      reads++;
    }
    return reads;
  }
}
