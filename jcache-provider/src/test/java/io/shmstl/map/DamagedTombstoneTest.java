package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shmstl.segment.CorruptException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The block that a map keeps in reserve for its next tombstone, with damage in its address. */
class DamagedTombstoneTest {
  enum Fault {
    NOT_ALIGNED {
      @Override
      long address(MapContext context, long sound, long entry) {
        return sound + 0xED;
      }
    },
    OUTSIDE {
      @Override
      long address(MapContext context, long sound, long entry) {
        return 1L << 50;
      }
    },
    BELOW {
      @Override
      long address(MapContext context, long sound, long entry) {
        return -sound;
      }
    },
    END_OF_THE_SEGMENT {
      @Override
      long address(MapContext context, long sound, long entry) {
        return context.segment().capacityBytes() - 8;
      }
    },
    AN_ENTRY {
      @Override
      long address(MapContext context, long sound, long entry) {
        return entry;
      }
    };

    abstract long address(MapContext context, long sound, long entry);
  }

  @ParameterizedTest
  @EnumSource
  void aReserveThatIsNoTombstoneIsToldOfAndChangesNothing(Fault fault) {
    try (MapKit kit = MapKit.create(MapKit.MIB)) {
      kit.put("first", new byte[100]);
      kit.put("second", new byte[101]);
      kit.put("third", new byte[102]);
      kit.remove("first");
      long sound = kit.context().get(RootLayout.TOMBSTONE_BLOCK);
      assertThat(sound).isNotZero();
      long damaged = fault.address(kit.context(), sound, kit.locate("third").entry);
      kit.context().set(RootLayout.TOMBSTONE_BLOCK, damaged);

      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> kit.remove("second"))
          .withMessageContaining("reserve of the map");

      assertThat(kit.recover()).isTrue();
      assertThat(kit.problems()).isEmpty();
      assertThat(kit.get("second")).hasSize(101);
      assertThat(kit.get("third")).hasSize(102);
      kit.remove("second");
      assertThat(kit.get("second")).isNull();
    }
  }
}
