package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Segment;
import io.shmstl.testing.TestSpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pins hold beside the minimum readable version. */
class TooOldPinsTest {
  private final TestSpace space = TestSpace.create();
  private final Segment segment = space.createCache("pins", 1 << 20);
  private final Pins pins = new Pins(segment, space.member());

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void aPinBelowTheMinimumReadableVersionHoldsNothing() {
    CommitVersion.publish(segment, 5);
    try (Pin pin = pins.open()) {
      assertThat(pin.version()).isEqualTo(5);
      CommitVersion.raiseMinimumReadable(segment, 6);
      assertThat(pins.isAnyBelow(10)).isFalse();
      assertThat(pins.lowest()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void aPinAtTheMinimumReadableVersionHolds() {
    CommitVersion.publish(segment, 5);
    try (Pin pin = pins.open()) {
      CommitVersion.raiseMinimumReadable(segment, 5);
      assertThat(pins.isAnyBelow(6)).isTrue();
      assertThat(pins.isAnyBelow(5)).isFalse();
      assertThat(pins.lowest()).isEqualTo(pin.version());
    }
  }

  @Test
  void ofSeveralPinsTheLeastThatCanBeReadCounts() {
    CommitVersion.publish(segment, 5);
    try (Pin tooOld = pins.open()) {
      CommitVersion.publish(segment, 7);
      try (Pin readable = pins.open()) {
        CommitVersion.publish(segment, 9);
        try (Pin young = pins.open()) {
          CommitVersion.raiseMinimumReadable(segment, 6);
          assertThat(pins.lowest())
              .isEqualTo(readable.version())
              .isBetween(tooOld.version(), young.version());
        }
      }
    }
  }

  @Test
  void aLowPinHoldsEverythingWhateverTheMinimum() {
    CommitVersion.publish(segment, 5);
    CommitVersion.raiseMinimumReadable(segment, 5);
    try (Pin low = pins.openLow()) {
      assertThat(low.version()).isZero();
      assertThat(pins.isAnyBelow(1)).isTrue();
      assertThat(pins.lowest()).isZero();
    }
  }
}
