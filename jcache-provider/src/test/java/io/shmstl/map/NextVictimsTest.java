package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is foreseen of evictions, and that it is only ever a hint. */
class NextVictimsTest {
  private final MapKit kit = MapKit.create(2 * MapKit.MIB);
  private final EntryReader entries = new EntryReader(kit.segment());
  private final Eviction eviction =
      new Eviction(kit.context(), new SlotChange(kit.context(), new Garbage(kit.context())));

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void anEvictionForeseesTheNextOne() {
    for (int i = 0; i < 2_000; i++) {
      kit.put("k" + i, MapKit.bytes("value"));
    }
    eviction.evictOne();
    for (int i = 0; i < 1_000; i++) {
      long slot = PageLayout.slotAcquire(kit.memory(), eviction.ahead().firstSlot());
      assertThat(eviction.evictOne()).as("victim %d", i).isEqualTo(SlotWord.address(slot));
      assertThat(eviction.ahead().fetch(entries)).isNotZero();
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void whoIsLeftIsFoundWhicheverSlotItIsIn() {
    Set<Long> blocks = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      kit.put("k" + i, MapKit.bytes("value"));
      blocks.add(kit.locate("k" + i).entry);
    }
    for (int i = 0; i < 500; i++) {
      assertThat(blocks.remove(eviction.evictOne())).isTrue();
    }
    assertThat(eviction.evictOne()).isEqualTo(Eviction.NONE);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void nothingIsLoadedWhereNothingWasEvicted() {
    assertThat(eviction.ahead().fetch(entries)).isZero();
  }

  @Test
  void aPlaceOutsideTheSegmentIsNotTouched() {
    NextVictims ahead = new NextVictims(kit.memory());
    for (int page : new int[] {-1, Integer.MIN_VALUE, 0, 1, 7, 8}) {
      long place = NextVictims.place(page, PageLayout.BUCKETS * 8 - 1);
      ahead.note(place, place);
      assertThat(ahead.fetch(entries)).as("page %08x", page).isZero();
    }
  }
}
