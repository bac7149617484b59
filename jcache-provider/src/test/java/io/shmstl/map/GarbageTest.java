package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GarbageTest {
  private final MapKit kit = MapKit.create(MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void withoutAPinNothingIsRetired() {
    kit.put("k", MapKit.bytes("one"));
    kit.put("k", MapKit.bytes("two"));
    kit.remove("k");
    assertThat(kit.map().figures().retainedBytes()).isZero();
    assertThat(kit.map().figures().tombstones()).isZero();
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void aPinSeesTheValueOfItsVersionThroughPrevious() {
    kit.put("k", MapKit.bytes("one"));
    try (Pin first = kit.pins().open()) {
      kit.put("k", MapKit.bytes("two"));
      try (Pin second = kit.pins().open()) {
        kit.put("k", MapKit.bytes("three"));
        assertThat(valueAt("k", first)).isEqualTo("one");
        assertThat(valueAt("k", second)).isEqualTo("two");
        assertThat(kit.get("k")).isEqualTo(MapKit.bytes("three"));
        assertThat(kit.problems()).isEmpty();
      }
    }
  }

  @Test
  void aRemovedKeyIsSeenByAnOlderPinOnly() {
    kit.put("k", MapKit.bytes("one"));
    try (Pin older = kit.pins().open()) {
      assertThat(kit.remove("k")).isTrue();
      try (Pin younger = kit.pins().open()) {
        assertThat(valueAt("k", older)).isEqualTo("one");
        assertThat(valueAt("k", younger)).isNull();
        assertThat(kit.get("k")).isNull();
        assertThat(kit.remove("k")).isFalse();
        assertThat(kit.map().figures().tombstones()).isEqualTo(1);
        assertThat(kit.map().figures().entries()).isZero();
        assertThat(kit.problems()).isEmpty();
      }
    }
  }

  @Test
  void aKeyThatComesBackTakesAnotherSlotThanItsTombstone() {
    kit.put("k", MapKit.bytes("one"));
    try (Pin older = kit.pins().open()) {
      long slot = kit.locate("k").slotAddress;
      kit.remove("k");
      kit.put("k", MapKit.bytes("two"));
      assertThat(kit.locate("k").slotAddress).isNotEqualTo(slot);
      assertThat(valueAt("k", older)).isEqualTo("one");
      assertThat(kit.get("k")).isEqualTo(MapKit.bytes("two"));
      assertThat(kit.problems()).isEmpty();
    }
    kit.map().collectGarbage();
    assertThat(kit.get("k")).isEqualTo(MapKit.bytes("two"));
    assertThat(kit.map().figures().tombstones()).isZero();
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void whatAPinHeldIsFreedWhenItHasClosed() {
    kit.put("k", new byte[100]);
    kit.put("gone", new byte[100]);
    long used = kit.allocator().figures().usedBytes();
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 200; i++) {
        kit.put("k", new byte[100]);
      }
      kit.remove("gone");
      kit.put("gone", new byte[100]);
      assertThat(kit.map().figures().retainedBytes()).isGreaterThan(200 * 120);
      assertThat(pin.version()).isPositive();
    }
    kit.map().collectGarbage();
    assertThat(kit.map().figures().retainedBytes()).isZero();
    assertThat(kit.allocator().figures().usedBytes()).isEqualTo(used);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void theQueueDrainsBehindChangesFasterThanItFills() {
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 300; i++) {
        kit.put("k", new byte[10]);
      }
      assertThat(pin.version()).isZero();
    }
    for (int i = 0; i < 100; i++) {
      kit.put("k", new byte[10]);
    }
    assertThat(kit.map().figures().retainedBytes()).isZero();
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void tombstonesMoveWithASplitAndAreClearedInTheirNewPage() {
    for (int i = 0; i < 300; i++) {
      kit.put("k" + i, new byte[0]);
    }
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 300; i++) {
        kit.remove("k" + i);
      }
      for (int i = 300; i < 900; i++) {
        kit.put("k" + i, new byte[0]);
      }
      assertThat(kit.map().figures().pages()).isGreaterThan(1);
      assertThat(kit.map().figures().tombstones()).isEqualTo(300);
      for (int i = 0; i < 300; i++) {
        assertThat(valueAt("k" + i, pin)).isEmpty();
      }
      assertThat(kit.problems()).isEmpty();
    }
    kit.map().collectGarbage();
    assertThat(kit.map().figures().tombstones()).isZero();
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void beyondTheBudgetSnapshotsBecomeTooOld() {
    long budget = MapKit.MIB / Garbage.BUDGET_SHARE;
    kit.put("k", new byte[1_000]);
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < budget / 1_100; i++) {
        kit.put("k", new byte[1_000]);
      }
      assertThat(CommitVersion.minimumReadable(kit.segment())).isLessThanOrEqualTo(pin.version());
      for (int i = 0; i < 20; i++) {
        kit.put("k", new byte[1_000]);
      }
      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(pin.version());
      assertThat(kit.problems()).isEmpty();
    }
  }

  @Test
  void thePinOfADeadMemberHoldsNothingForLong() {
    kit.put("k", MapKit.bytes("one"));
    pinOfADeadMember();
    for (int i = 0; i < 2 * Garbage.CHANGES_PER_LOOK; i++) {
      kit.put("k", MapKit.bytes("later"));
    }
    assertThat(kit.map().figures().retainedBytes()).isZero();
    assertThat(kit.pins().all()).isEmpty();
  }

  @Test
  void thePinOfADeadMemberGoesBeforeALivingSnapshotIsGivenUp() {
    kit.put("k", MapKit.bytes("one"));
    pinOfADeadMember();
    for (int i = 0; i < 90; i++) {
      kit.put("other", new byte[1_000]);
    }
    try (Pin living = kit.pins().open()) {
      kit.put("k", MapKit.bytes("two"));
      for (int i = 0; i < 40; i++) {
        kit.put("other" + i, new byte[1_000]);
        kit.remove("other" + i);
        if (kit.map().figures().retainedBytes() < 60_000) {
          break;
        }
      }
      assertThat(kit.map().figures().retainedBytes()).isLessThan(60_000);
      assertThat(kit.pins().all()).hasSize(1);
      assertThat(CommitVersion.minimumReadable(kit.segment()))
          .isLessThanOrEqualTo(living.version());
      assertThat(valueAt("k", living)).isEqualTo("one");
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void aPinThatIsTooOldHoldsNothingAnyMore() {
    kit.put("k", new byte[1_000]);
    try (Pin pin = kit.pins().open()) {
      kit.put("k", new byte[1_000]);
      new Garbage(kit.context()).giveUpSnapshots();
      assertThat(kit.map().figures().retainedBytes()).isZero();
      kit.put("k", new byte[1_000]);
      kit.remove("k");
      assertThat(kit.map().figures().retainedBytes()).isZero();
      assertThat(kit.map().figures().tombstones()).isZero();
      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(pin.version());
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void aSnapshotOpenedWhenOthersWereGivenUpIsServed() {
    kit.put("k", MapKit.bytes("one"));
    try (Pin old = kit.pins().open()) {
      kit.put("k", MapKit.bytes("two"));
      new Garbage(kit.context()).giveUpSnapshots();
      try (Pin young = kit.pins().open()) {
        kit.put("k", MapKit.bytes("three"));
        assertThat(valueAt("k", young)).isEqualTo("two");
        assertThat(CommitVersion.minimumReadable(kit.segment()))
            .isGreaterThan(old.version())
            .isLessThanOrEqualTo(young.version());
      }
    }
  }

  @Test
  void aSnapshotPastTheAgeLimitIsGivenUpOnceItHoldsSomething() {
    kit.nowMs(System.currentTimeMillis());
    kit.put("k", MapKit.bytes("one"));
    try (Pin old = kit.pins().open()) {
      kit.put("k", MapKit.bytes("two"));
      putOften("other");
      assertThat(valueAt("k", old)).isEqualTo("one");
      assertThat(CommitVersion.minimumReadable(kit.segment())).isLessThanOrEqualTo(old.version());

      kit.nowMs(System.currentTimeMillis() + MapKit.SNAPSHOT_AGE_MS + 60_000);
      putOften("other");

      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(old.version());
      assertThat(kit.map().figures().retainedBytes()).isZero();
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void evictionUnderAPinMakesRoomInTheEnd() {
    int count = fillUntilFull(500);
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 3 * count; i++) {
        kit.put("more-" + i, new byte[500]);
      }
      assertThat(pin.version()).isPositive();
      assertThat(kit.problems()).isEmpty();
    }
    assertThat(kit.map().figures().entries()).isGreaterThan(count / 2);
  }

  @Test
  void aFullSegmentUnderALowPinStillTakesLargeValues() {
    int count = fillUntilFull(500);
    try (Pin low = kit.pins().openLow()) {
      for (int i = 0; i < 20; i++) {
        kit.put("large-" + i, new byte[(int) MapKit.MIB / 10]);
        assertThat(kit.get("large-" + i)).hasSize((int) MapKit.MIB / 10);
      }
      assertThat(low.version()).isZero();
      assertThat(kit.problems()).isEmpty();
    }
    assertThat(count).isPositive();
  }

  @Test
  void aRemovalWithoutRoomForATombstoneMakesSnapshotsTooOldBeforeTheSlotIsEmpty() {
    kit.put("k", MapKit.bytes("one"));
    try (Pin pin = kit.pins().open()) {
      fillCompletely();
      assertThat(kit.remove("k")).isTrue();
      assertThat(kit.get("k")).isNull();
      assertThat(kit.map().figures().tombstones()).isZero();
      assertThat(CommitVersion.minimumReadable(kit.segment()))
          .as("a snapshot opened before the commit is too old as well")
          .isEqualTo(CommitVersion.current(kit.segment()))
          .isGreaterThan(pin.version());
    }
  }

  /** A low pin as a process leaves it that was killed while it opened a snapshot. */
  private void pinOfADeadMember() {
    long nobody = 900 | 77L << 16;
    kit.memory().set(Layouts.LONG, SegmentLayout.PINS, nobody);
    kit.memory().set(Layouts.LONG, SegmentLayout.PIN_SUMMARY, 1);
  }

  /** Fills until the first eviction; returns how many were put. */
  private int fillUntilFull(int valueLength) {
    int count = 0;
    while (kit.map().figures().evictions() == 0) {
      kit.put("k" + count++, new byte[valueLength]);
    }
    return count;
  }

  /** Leaves no block free, and no tombstone in reserve. */
  private void fillCompletely() {
    for (long bytes = kit.segment().capacityBytes(); bytes >= 8; bytes /= 2) {
      while (kit.allocator().allocate(bytes) != 0) {
        // Nobody's: the map is closed without a check.
      }
    }
    kit.context().set(RootLayout.TOMBSTONE_BLOCK, 0);
  }

  /** What a snapshot of the pin's version sees of a key: some slot of its hash, and the chain. */
  private @Nullable String valueAt(String key, Pin pin) {
    int slotHash = KeyHash.slotHash(kit.hash(key));
    long page = ExtentLayout.address(kit.context().page(slotHash));
    String found = null;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long slot =
            PageLayout.slotAcquire(kit.memory(), PageLayout.slot(PageLayout.bucket(page, b), s));
        if (slot != SlotWord.EMPTY && SlotWord.hash(slot) == slotHash) {
          String value = valueInChain(SlotWord.address(slot), pin.version());
          assertThat(value == null || found == null).as("one slot answers").isTrue();
          found = value == null ? found : value;
        }
      }
    }
    return found;
  }

  private @Nullable String valueInChain(long newest, long version) {
    long entry = newest;
    while (entry != 0) {
      long found = EntryLayout.versionAcquire(kit.memory(), entry);
      assertThat(EntryLayout.hasTag(found, kit.segment().tag())).as("entry at %d", entry).isTrue();
      if (EntryLayout.commitVersion(found) <= version) {
        return kit.copyAt(entry);
      }
      entry = EntryLayout.previous(kit.memory(), entry);
    }
    return null;
  }

  private void putOften(String key) {
    for (int i = 0; i < 2 * Garbage.CHANGES_PER_LOOK; i++) {
      kit.put(key, MapKit.bytes("value"));
    }
  }
}
