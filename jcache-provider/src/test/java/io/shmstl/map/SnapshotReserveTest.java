package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pin;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full map keeps room for snapshots while there are any. */
class SnapshotReserveTest {
  private static final long CAPACITY = 4 * MapKit.MIB;

  private final MapKit kit = MapKit.create(CAPACITY);
  private final Random random = new Random(8);
  private long number;

  @BeforeEach
  void fill() {
    kit.nowMs(System.currentTimeMillis());
    while (kit.map().figures().evictions() < 1_000) {
      putNew(1_000);
    }
  }

  @AfterEach
  void close() {
    assertThat(kit.problems()).isEmpty();
    kit.close();
  }

  @Test
  void snapshotsOfAFullMapLiveOnceTheyAreInUse() {
    kit.pins().open().close();
    putNew(20_000);
    for (int turn = 0; turn < 5; turn++) {
      try (Pin pin = kit.pins().open()) {
        putNew(500);
        assertThat(CommitVersion.minimumReadable(kit.segment()))
            .as("turn %d", turn)
            .isLessThanOrEqualTo(pin.version());
      }
      putNew(5_000);
    }
  }

  @Test
  void reserveIsBounded() {
    kit.pins().open().close();
    putNew(40_000);
    assertThat(kit.allocator().figures().availableBytes())
        .isBetween(
            CAPACITY / SnapshotReserve.SHARE - 1_000, CAPACITY / SnapshotReserve.SHARE + 10_000);
  }

  @Test
  void withoutSnapshotsAFullMapIsFull() {
    putNew(20_000);
    assertThat(kit.allocator().figures().availableBytes()).isLessThan(CAPACITY / 32);
  }

  @Test
  void reserveIsGivenBackWhenNobodyOpensSnapshotsAnyMore() {
    kit.pins().open().close();
    putNew(20_000);
    kit.nowMs(System.currentTimeMillis() + SnapshotReserve.KEPT_MS + 1_000);
    putNew(20_000);
    assertThat(kit.allocator().figures().availableBytes()).isLessThan(CAPACITY / 32);
  }

  @Test
  void reserveIsGivenBackThoughTheClockWasSetBackSinceTheLastSnapshot() {
    kit.pins().open().close();
    putNew(20_000);
    kit.nowMs(System.currentTimeMillis() - 2 * SnapshotReserve.KEPT_MS);
    putNew(20_000);
    assertThat(kit.allocator().figures().availableBytes()).isLessThan(CAPACITY / 32);
  }

  private void putNew(int count) {
    for (int i = 0; i < count; i++) {
      kit.put("key-" + number++, new byte[50 + random.nextInt(200)]);
    }
  }
}
