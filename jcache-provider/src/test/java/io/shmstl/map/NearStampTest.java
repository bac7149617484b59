package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process that keeps a decoded value is told of its key. */
class NearStampTest {
  private final MapKit kit = MapKit.create(2 * MapKit.MIB);
  private long address;
  private long stamp;
  private int age;

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aStampHoldsUntilTheKeyChanges() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    assertThat(isCurrent()).isTrue();
    kit.put("k", MapKit.bytes("two"));
    assertThat(isCurrent()).isFalse();
  }

  @Test
  void aRemovalAnEvictionAndAClearingEndIt() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    kit.remove("k");
    assertThat(isCurrent()).as("removed").isFalse();

    kit.put("k", MapKit.bytes("one"));
    remember("k");
    Locator at = kit.locate("k");
    Garbage garbage = new Garbage(kit.context());
    new Eviction(kit.context(), new SlotChange(kit.context(), garbage))
        .evict(at.page, at.slotAddress, at.slot);
    assertThat(isCurrent()).as("evicted").isFalse();

    kit.put("k", MapKit.bytes("one"));
    remember("k");
    kit.map().clearPage(0);
    assertThat(isCurrent()).as("cleared").isFalse();
  }

  @Test
  void aMovedDeadlineEndsIt() {
    byte[] key = MapKit.bytes("k");
    long hash = kit.hash("k");
    kit.map().put(key, key.length, hash, key, 0, key.length, 1, 1_000);
    remember("k");
    assertThat(kit.map().touch(key, key.length, hash, 2_000)).isTrue();
    assertThat(isCurrent()).isFalse();
  }

  @Test
  void aSplitOfThePageEndsIt() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    for (int i = 0; kit.map().figures().pages() == 1; i++) {
      kit.put("other" + i, new byte[0]);
    }
    assertThat(isCurrent()).isFalse();
    remember("k");
    assertThat(isCurrent()).isTrue();
  }

  @Test
  void aPageThatServesAnotherSplitBringsNoStampBack() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    for (int i = 0; i < 10_000; i++) {
      kit.put("other" + i, new byte[0]);
      assertThat(kit.map().figures().pages() > 1 && isCurrent()).as("at %d", i).isFalse();
    }
  }

  @Test
  void recoveryAfterAWriterThatDiedInAChangeEndsIt() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    Stamps.odd(kit.memory(), address);
    assertThat(isCurrent()).as("in the change").isFalse();
    assertThat(kit.map().stamp(kit.copy())).isZero();
    assertThat(kit.recover()).isTrue();
    assertThat(isCurrent()).as("afterwards").isFalse();
    assertThat(kit.get("k")).isEqualTo(MapKit.bytes("one"));
    remember("k");
    assertThat(isCurrent()).isTrue();
  }

  @Test
  void anEntryThatWasReplacedSinceItWasReadGetsNoStamp() {
    kit.put("k", MapKit.bytes("one"));
    kit.get("k");
    kit.put("k", MapKit.bytes("two"));
    assertThat(kit.map().stamp(kit.copy())).isZero();
  }

  @Test
  void anEntryWhoseDeadlineWasMovedSinceItWasReadGetsNoStamp() {
    byte[] key = MapKit.bytes("k");
    long hash = kit.hash("k");
    kit.map().put(key, key.length, hash, key, 0, key.length, 1, 2_000);
    kit.get("k");
    assertThat(kit.map().touch(key, key.length, hash, 1_000)).isTrue();
    assertThat(kit.map().stamp(kit.copy())).isZero();
    remember("k");
    assertThat(isCurrent()).isTrue();
  }

  @Test
  void anEntryIsKnownAgainWhenAnotherOfItsBucketHasChanged() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    Stamps.odd(kit.memory(), address);
    assertThat(stampAgain()).as("in the middle of a change").isZero();
    Stamps.even(kit.memory(), address);
    assertThat(isCurrent()).isFalse();
    assertThat(stampAgain()).isGreaterThan(stamp).isEven();
    stamp = stampAgain();
    assertThat(isCurrent()).isTrue();
  }

  @Test
  void anEntryIsNotKnownAgainWhenItsKeyHasChanged() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    for (int i = 0; i < 100; i++) {
      // The blocks of old entries come back for new ones of the same length.
      kit.put("k", MapKit.bytes("two"));
      assertThat(stampAgain()).isZero();
    }
    remember("k");
    kit.remove("k");
    assertThat(stampAgain()).as("removed").isZero();
    kit.put("k", MapKit.bytes("one"));
    assertThat(stampAgain()).as("put again").isZero();
  }

  @Test
  void anEntryIsNotKnownAgainInAPageThatWasSplit() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    for (int i = 0; kit.map().figures().pages() == 1; i++) {
      kit.put("other" + i, new byte[0]);
    }
    assertThat(stampAgain()).isZero();
  }

  @Test
  void anEntryThatCameBackToItsSlotIsKnownAgainByTheStampThatItsChangesMove() {
    kit.put("k", MapKit.bytes("one"));
    remember("k");
    for (int i = 0; i < 10_000; i++) {
      kit.put("other" + i, new byte[0]);
      if (stampAgain() != 0) {
        // The page has served another split, which has put the entry where it was.
        assertThat(kit.locate("k").slotAddress).isEqualTo(kit.copy().slotAddress());
      }
    }
  }

  @Test
  void anEntryWhoseDeadlineMovesIsNotKnownAgain() {
    byte[] key = MapKit.bytes("k");
    long hash = kit.hash("k");
    kit.map().put(key, key.length, hash, key, 0, key.length, 1, 2_000);
    assertThat(kit.map().touch(key, key.length, hash, Long.MAX_VALUE)).isTrue();
    remember("k");
    assertThat(stampAgain()).isZero();
  }

  @Test
  void aSweepOfTheHandEndsItEvenIfTheEntrySurvives() {
    kit.put("k", new byte[64]);
    for (int i = 0; kit.map().figures().evictions() == 0; i++) {
      kit.put("other" + i, new byte[64]);
    }
    kit.put("k", new byte[64]);
    remember("k");
    int before = kit.map().age();
    for (int i = 0; kit.map().age() == before && i < 1_000_000; i++) {
      kit.put("more" + i, new byte[64]);
      kit.get("more" + i);
      kit.get("k");
    }
    assertThat(kit.map().age()).isGreaterThan(before);
    assertThat(isCurrent()).isFalse();
  }

  private void remember(String key) {
    assertThat(kit.get(key)).isNotNull();
    age = kit.map().age();
    stamp = kit.map().stamp(kit.copy());
    address = kit.copy().stampAddress();
    assertThat(stamp).isPositive().isEven();
  }

  private long stampAgain() {
    EntryCopy found = kit.copy();
    return kit.map()
        .stamp(found.stampAddress(), found.slotAddress(), found.slot(), found.version());
  }

  private boolean isCurrent() {
    return kit.map().isCurrent(address, stamp, age);
  }
}
