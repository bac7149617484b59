package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PinsTest {
  private TestSpace space;
  private Segment segment;
  private Pins pins;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createCache(SyncChild.SEGMENT, 1 << 20);
    pins = new Pins(segment, space.member());
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void withoutAPinNothingIsHeld() {
    assertThat(pins.isAnyBelow(Long.MAX_VALUE)).isFalse();
    assertThat(pins.lowest()).isEqualTo(Long.MAX_VALUE);
    assertThat(pins.all()).isEmpty();
  }

  @Test
  void pinHoldsWhatLaterChangesSupersede() {
    CommitVersion.publish(segment, 7);
    try (Pin pin = pins.open()) {
      assertThat(pin.version()).isEqualTo(7);
      assertThat(pins.isAnyBelow(7)).as("superseded by what the pin sees").isFalse();
      assertThat(pins.isAnyBelow(8)).as("superseded after the pin").isTrue();
      assertThat(pins.lowest()).isEqualTo(7);
    }
    assertThat(pins.isAnyBelow(8)).isFalse();
  }

  @Test
  void lowPinHoldsEverything() {
    CommitVersion.publish(segment, 7);
    try (Pin pin = pins.openLow()) {
      assertThat(pin.version()).isZero();
      assertThat(pins.isAnyBelow(1)).isTrue();
      assertThat(pins.lowest()).isZero();
    }
    assertThat(pins.isAnyBelow(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void lowestOfSeveralPinsCounts() {
    CommitVersion.publish(segment, 5);
    Pin old = pins.open();
    CommitVersion.publish(segment, 9);
    Pin young = pins.open();

    assertThat(pins.lowest()).isEqualTo(5);
    old.close();
    assertThat(pins.lowest()).isEqualTo(9);
    young.close();
    assertThat(pins.lowest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void closingTwiceGivesBackOnce() {
    Pin first = pins.open();
    first.close();
    Pin second = pins.open();
    first.close();

    assertThat(second.number()).isEqualTo(first.number());
    assertThat(pins.isAnyBelow(Long.MAX_VALUE)).isTrue();
    second.close();
  }

  @Test
  void pinsTellTheirOwnerVersionAndAge() {
    CommitVersion.publish(segment, 3);
    long beforeMs = System.currentTimeMillis();
    try (Pin pin = pins.open()) {
      PinInfo info = pins.all().getFirst();

      assertThat(pins.all()).hasSize(1);
      assertThat(info.pin()).isEqualTo(pin.number());
      assertThat(info.version()).isEqualTo(3);
      assertThat(MemberWord.slot(info.owner())).isEqualTo(space.member().slot());
      assertThat(info.openedAtMs()).isBetween(beforeMs, System.currentTimeMillis());
    }
  }

  @Test
  void versionBehindOldPinsLeavesYoungerPinsAndTheLastCommitAlone() {
    CommitVersion.publish(segment, 5);
    Pin old = pins.open();
    CommitVersion.publish(segment, 9);
    Pin young = pins.open();
    CommitVersion.publish(segment, 12);
    openedAt(old, 1_000);
    openedAt(young, 2_000);

    assertThat(pins.versionBehindThoseBefore(1_000)).as("none is older").isZero();
    assertThat(pins.versionBehindThoseBefore(1_001)).isEqualTo(6);
    assertThat(pins.versionBehindThoseBefore(2_001)).isEqualTo(10);
    young.close();
    Pin latest = pins.open();
    openedAt(latest, 1_000);
    assertThat(pins.versionBehindThoseBefore(1_001)).as("a new one can open").isEqualTo(12);
    openedAt(latest, 2_000);
    old.close();
    try (Pin everything = pins.openLow()) {
      openedAt(everything, 1_000);
      assertThat(pins.versionBehindThoseBefore(1_001)).isZero();
    }
    latest.close();
  }

  @Test
  void moreThanAllPinsAreRefused() {
    List<Pin> open = new ArrayList<>();
    for (int i = 0; i < Pins.MOST_PINS; i++) {
      open.add(pins.open());
    }

    assertThatThrownBy(pins::open)
        .isInstanceOf(TooManyPinsException.class)
        .hasMessageContaining("64 snapshots");
    open.remove(17).close();
    try (Pin last = pins.open()) {
      assertThat(last.number()).isEqualTo(17);
    }
    open.forEach(Pin::close);
  }

  @Test
  void pinsOfADeadMemberAreClearedAndThoseOfALivingOneAreNot() {
    CommitVersion.publish(segment, 4);
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("pin now")).isEqualTo("4");
      assertThat(child.ask("pin low")).isEqualTo("0");
      CommitVersion.publish(segment, 6);
      Pin own = pins.open();

      assertThat(pins.clearDead()).isZero();
      assertThat(pins.lowest()).isZero();
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      assertThat(pins.clearDead()).isEqualTo(2);
      assertThat(pins.lowest()).isEqualTo(6);
      own.close();
    }
    assertThat(pins.clearDead()).isZero();
  }

  @Test
  void stoppedMemberKeepsItsPins() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("pin now")).isEqualTo("0");
      child.pause();

      assertThat(pins.clearDead()).isZero();
      assertThat(pins.isAnyBelow(1)).isTrue();
      child.resume();
    }
    assertThat(pins.isAnyBelow(1)).as("left when the child ended").isFalse();
  }

  @Test
  void openerTakesTheDeadsPinsOverWithoutALease() {
    CommitVersion.publish(segment, 4);
    try (ChildJvm child = SyncChild.start(space)) {
      for (int i = 0; i < Pins.MOST_PINS; i++) {
        assertThat(child.ask("pin now")).isEqualTo("4");
      }
      assertThatThrownBy(pins::open).isInstanceOf(TooManyPinsException.class);
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
    CommitVersion.publish(segment, 5);
    try (Pin pin = pins.open()) {
      assertThat(pin.version()).isEqualTo(5);
      assertThat(pins.clearDead()).isEqualTo(Pins.MOST_PINS - 1);
      assertThat(pins.lowest()).isEqualTo(5);
    }
    assertThat(pins.lowest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void bitThatNobodyOwnsIsDamageAndCleared() {
    segment.memory().set(Layouts.LONG, SegmentLayout.PIN_SUMMARY, 1L << 40);

    assertThat(pins.isAnyBelow(1)).isTrue();
    assertThat(pins.clearDead()).isEqualTo(1);
    assertThat(pins.isAnyBelow(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void closingTheHandleGivesBackItsPins() {
    pins.open();
    pins.openLow();
    pins.close();

    Pins others = new Pins(segment, space.member());
    assertThat(others.lowest()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(pins::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("are closed");
    assertThat(others.lowest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void minimumReadableVersionOnlyRises() {
    CommitVersion.raiseMinimumReadable(segment, 5);
    CommitVersion.raiseMinimumReadable(segment, 3);

    assertThat(CommitVersion.minimumReadable(segment)).isEqualTo(5);
  }

  private void openedAt(Pin pin, long ms) {
    PinLayout.openedAtMsOpaque(segment.memory(), PinLayout.address(pin.number()), ms);
  }
}
