package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sync.Pin;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hashes of the test's choice, to fill one page or one bucket. */
class IndexTest {
  private final MapKit kit = MapKit.create(2 * MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aPageThatIsFullSplitsAndKeepsEveryKey() {
    for (int i = 0; i < 5_000; i++) {
      kit.put("k" + i, new byte[i % 7]);
    }
    assertThat(kit.map().figures().evictions()).isZero();
    assertThat(kit.map().figures().pages()).isGreaterThan(8);
    for (int i = 0; i < 5_000; i++) {
      assertThat(kit.get("k" + i)).as("k%d", i).hasSize(i % 7);
    }
    assertThat(kit.problems()).isEmpty();
  }

  @Test
  void entriesLieNearTheirHomeBucketsHoweverOftenPagesHaveSplit() {
    long passed = 0;
    int keys = 20_000;
    for (int i = 0; i < keys; i++) {
      kit.put("k" + i, new byte[0]);
    }
    for (int i = 0; i < keys; i++) {
      Locator at = kit.locate("k" + i);
      int bucket = PageLayout.bucketOf(ExtentLayout.address(at.page), at.slotAddress);
      int home = PageLayout.home(SlotWord.hash(at.slot));
      passed += (bucket - home) & PageLayout.BUCKET_MASK;
    }
    assertThat(kit.map().figures().pages()).isGreaterThan(60);
    assertThat((double) passed / keys).as("buckets between home and entry").isLessThan(0.2);
  }

  @Test
  void aPageThatWasSplitIsUsedAgainByTheNextSplit() {
    for (int i = 0; i < 20_000; i++) {
      kit.put("k" + i, new byte[0]);
    }
    long extents = 0;
    for (long at = kit.context().get(RootLayout.FIRST_EXTENT); at != 0; extents++) {
      at = ExtentLayout.next(kit.memory(), at);
    }
    long pages = kit.map().figures().pages();
    assertThat(extents * ExtentLayout.PAGES - pages)
        .as("spare pages")
        .isLessThanOrEqualTo(ExtentLayout.PAGES);
  }

  @Test
  void hashesThatShareALongPrefixMakeADeepDirectoryAndKeepEveryKey() {
    Random random = new Random(5);
    long[] hashes = new long[1_000];
    for (int i = 0; i < hashes.length; i++) {
      // Eight bits in common: the directory must be nine or ten deep before they part.
      hashes[i] = (0xA5L << 56) | (random.nextLong() >>> 8);
      kit.put("k" + i, hashes[i], new byte[3]);
    }
    assertThat(RootWord.depth(kit.context().rootWord())).isGreaterThanOrEqualTo(9);
    assertThat(kit.map().figures().evictions()).isZero();
    for (int i = 0; i < hashes.length; i++) {
      assertThat(kit.get("k" + i, hashes[i])).as("k%d", i).hasSize(3);
    }
  }

  @Test
  void keysOfOneHashAreToldApart() {
    long hash = 0x1234_5678_9ABC_DEF0L;
    for (int i = 0; i < 300; i++) {
      kit.put("k" + i, hash, MapKit.bytes("v" + i));
    }
    for (int i = 0; i < 300; i++) {
      assertThat(kit.get("k" + i, hash)).isEqualTo(MapKit.bytes("v" + i));
    }
    for (int i = 0; i < 300; i += 2) {
      assertThat(kit.remove("k" + i, hash)).isTrue();
    }
    for (int i = 0; i < 300; i++) {
      assertThat(kit.get("k" + i, hash) != null).as("k%d", i).isEqualTo(i % 2 == 1);
    }
    assertThat(kit.map().figures().entries()).isEqualTo(150);
  }

  @Test
  void aHashOfZeroIsAHash() {
    kit.put("zero", 0, MapKit.bytes("v"));
    assertThat(kit.get("zero", 0)).isEqualTo(MapKit.bytes("v"));
    assertThat(kit.remove("zero", 0)).isTrue();
    assertThat(kit.get("zero", 0)).isNull();
  }

  @Test
  void moreKeysOfOneHashThanAPageHoldsEvictEachOtherAndNobodyElse() {
    for (int i = 0; i < 2_000; i++) {
      kit.put("bystander" + i, new byte[10]);
    }
    long hash = 0x1234_5678_9ABC_DEF0L;
    for (int i = 0; i < 1_000; i++) {
      kit.put("k" + i, hash, MapKit.bytes("v" + i));
      assertThat(kit.get("k" + i, hash)).isEqualTo(MapKit.bytes("v" + i));
    }
    int lost = 0;
    for (int i = 0; i < 2_000; i++) {
      lost += kit.get("bystander" + i) == null ? 1 : 0;
    }
    assertThat(lost).isLessThan(200);
  }

  @Test
  void aFullPageAtTheDepthCapTakesNewKeysUnderAPinToo() {
    long hash = 0x1234_5678_9ABC_DEF0L;
    kit.put("first", new byte[1]);
    try (Pin pin = kit.pins().open()) {
      for (int i = 0; i < 1_000; i++) {
        kit.put("k" + i, hash, MapKit.bytes("v" + i));
        assertThat(kit.get("k" + i, hash)).isEqualTo(MapKit.bytes("v" + i));
      }
      assertThat(pin.version()).isPositive();
    }
  }

  @Test
  void overflowThatSticksStillEndsAtTheRightAnswer() {
    Random random = new Random(9);
    long[] hashes = new long[380];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = (random.nextLong() & ~(63L << 32)) | (17L << 32);
      kit.put("k" + i, hashes[i], new byte[2]);
    }
    for (int i = 0; i < hashes.length; i += 3) {
      assertThat(kit.remove("k" + i, hashes[i])).isTrue();
    }
    for (int i = 0; i < hashes.length; i++) {
      assertThat(kit.get("k" + i, hashes[i]) != null).as("k%d", i).isEqualTo(i % 3 != 0);
    }
    assertThat(kit.get("absent", hashes[0])).isNull();
  }
}
