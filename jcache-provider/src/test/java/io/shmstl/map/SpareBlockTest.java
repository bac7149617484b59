package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shmstl.segment.CorruptException;
import io.shmstl.sync.Pin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpareBlockTest {
  private final MapKit kit = MapKit.create(MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void theNextEntryOfTheSameLengthTakesTheBlockGivenUpLast() {
    kit.put("a", new byte[100]);
    kit.put("b", new byte[100]);
    long former = kit.locate("a").entry;
    kit.put("a", new byte[100]);
    kit.put("b", new byte[97]);
    assertThat(kit.locate("b").entry).isEqualTo(former);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void replacementsOfOneLengthLeaveTheAllocatorAlone() {
    kit.put("a", new byte[100]);
    kit.put("a", new byte[100]);
    var before = kit.allocator().figures();
    for (int i = 0; i < 1000; i++) {
      kit.put("a", new byte[100]);
    }
    assertThat(kit.allocator().figures()).isEqualTo(before);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void itIsGivenBackWhenAnotherBlockIsGivenUp() {
    kit.put("a", new byte[100]);
    kit.put("b", new byte[200]);
    kit.remove("a");
    long held = kit.allocator().figures().usedBytes();
    kit.remove("b");
    assertThat(kit.allocator().figures().usedBytes()).isLessThan(held);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void itIsGivenBackWithTheGarbage() {
    long empty = kit.allocator().figures().usedBytes();
    kit.put("a", new byte[100]);
    kit.remove("a");
    kit.map().collectGarbage();
    kit.put("b", new byte[100]);
    kit.remove("b");
    kit.map().collectGarbage();
    long tombstone = 24;
    assertThat(kit.allocator().figures().usedBytes()).isEqualTo(empty + tombstone);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void aRecoveryFindsItToBeFree() {
    kit.put("a", new byte[100]);
    long live = kit.allocator().figures().usedBytes();
    kit.put("b", new byte[100]);
    kit.put("a", new byte[100]);
    kit.remove("b");
    assertThat(kit.context().get(RootLayout.SPARE_BLOCK)).isNotZero();
    assertThat(kit.recover()).isTrue();
    assertThat(kit.context().get(RootLayout.SPARE_BLOCK)).isZero();
    assertThat(kit.allocator().figures().usedBytes()).isEqualTo(live);
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void besideSnapshotsEachChangeTakesWhatThePinBeforeHeld() {
    kit.put("k", new byte[100]);
    Pin before = kit.pins().open();
    for (int i = 0; i < 100; i++) {
      kit.put("k", new byte[100]);
    }
    try (Pin pin = kit.pins().open()) {
      before.close();
      kit.put("k", new byte[100]);
      var figures = kit.allocator().figures();
      for (int i = 0; i < 90; i++) {
        kit.put("k", new byte[100]);
      }
      // The queue's own chunks come and go, and nothing else.
      assertThat(kit.allocator().figures().nextAddress())
          .isLessThan(figures.nextAddress() + 2 * RetiredLayout.BYTES);
      assertThat(kit.map().figures().retainedBytes()).isLessThan(102 * 136);
      assertThat(pin.version()).isEqualTo(101);
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void aLargeValueFitsWhereItAndItsNeighboursAreAllThatIsFree() {
    int count = 0;
    while (kit.map().figures().evictions() == 0) {
      kit.put("k" + count++, new byte[1000]);
    }
    kit.put("large", new byte[100_000]);
    assertThat(kit.get("large")).hasSize(100_000);
    kit.put("small", new byte[1000]);
    assertThat(kit.get("small")).hasSize(1000);
    assertThat(kit.problems()).isEmpty();
  }

  /** What damage may make of the word that names the block. */
  enum Fault {
    NO_ENTRY_THERE {
      @Override
      long word(long sound, long entry) {
        return sound + 1;
      }
    },
    OTHER_LENGTH {
      @Override
      long word(long sound, long entry) {
        return sound + (1L << 32);
      }
    },
    OUTSIDE {
      @Override
      long word(long sound, long entry) {
        return sound | 0xFFFF_FFFFL;
      }
    },
    BELOW {
      @Override
      long word(long sound, long entry) {
        return sound & 0xFFFF_FFFF_0000_0000L;
      }
    },
    LENGTH_BEYOND_EVERY_SEGMENT {
      @Override
      long word(long sound, long entry) {
        return sound | (0xFFFF_FFFFL << 32);
      }
    },
    ANOTHER_ENTRY {
      @Override
      long word(long sound, long entry) {
        return (sound & 0xFFFF_FFFF_0000_0000L) | entry >>> 3;
      }
    };

    abstract long word(long sound, long entry);
  }

  @ParameterizedTest
  @EnumSource
  void aWordThatNamesNoSuchBlockIsToldOfAndChangesNothing(Fault fault) {
    kit.put("first", new byte[100]);
    kit.put("other", new byte[100]);
    kit.put("first", new byte[100]);
    long sound = kit.context().get(RootLayout.SPARE_BLOCK);
    assertThat(SpareBlock.address(sound)).isNotZero();
    kit.context().set(RootLayout.SPARE_BLOCK, fault.word(sound, kit.locate("other").entry));

    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> kit.map().collectGarbage())
        .withMessageContaining("spare block");

    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertThat(kit.get("first")).hasSize(100);
    assertThat(kit.get("other")).hasSize(100);
    kit.put("first", new byte[101]);
    assertThat(kit.get("first")).hasSize(101);
  }
}
