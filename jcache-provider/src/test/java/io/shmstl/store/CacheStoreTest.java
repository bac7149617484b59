package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.map.EntryTooLargeException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheStoreTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;
  private StoreKit kit;

  @BeforeEach
  void open() {
    kit = StoreKit.open(directory, "facts", MIB);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void anAbsentKeyIsAMiss() {
    assertThat(kit.get("nobody")).isNull();
  }

  @Test
  void theLastValuePutIsRead() {
    kit.put("k", StoreKit.bytes("first"));
    kit.put("k", StoreKit.bytes("second, longer than the first"));
    assertThat(kit.get("k")).isEqualTo(StoreKit.bytes("second, longer than the first"));
    assertThat(kit.store().figures().map().entries()).isEqualTo(1);
  }

  @Test
  void emptyKeysAndValuesAreKeysAndValues() {
    kit.put("", new byte[0]);
    assertThat(kit.get("")).isEmpty();
  }

  @Test
  void aRemovedKeyIsGoneAndItsBlockIsUsedAgain() {
    kit.put("k", new byte[200]);
    long used = kit.store().figures().usedBytes();
    for (int i = 0; i < 1_000; i++) {
      assertThat(kit.remove("k")).isTrue();
      assertThat(kit.remove("k")).isFalse();
      assertThat(kit.get("k")).isNull();
      kit.put("k", new byte[200]);
    }
    assertThat(kit.store().figures().usedBytes()).isLessThanOrEqualTo(used + 24);
  }

  @Test
  void timesAreKeptWithADeadlineOnly() {
    kit.put("mortal", new byte[3], 12_345);
    kit.put("eternal", new byte[3]);
    assertThat(kit.read("mortal")).isTrue();
    assertThat(kit.copy().deadlineMs()).isEqualTo(12_345);
    assertThat(kit.copy().createdSeconds()).isEqualTo(7);
    assertThat(kit.read("eternal")).isTrue();
    assertThat(kit.copy().deadlineMs()).isEqualTo(Long.MAX_VALUE);
    assertThat(kit.copy().createdSeconds()).isZero();
  }

  @Test
  void aTouchMovesTheDeadlineInPlaceWhereThereIsOne() {
    kit.put("mortal", StoreKit.bytes("v"), 1_000);
    assertThat(kit.read("mortal")).isTrue();
    long version = kit.copy().version();
    assertThat(kit.touch("mortal", 2_000)).isTrue();
    assertThat(kit.read("mortal")).isTrue();
    assertThat(kit.copy().deadlineMs()).isEqualTo(2_000);
    assertThat(kit.copy().version()).isEqualTo(version);
  }

  @Test
  void aTouchGivesAnEternalEntryADeadlineAndKeepsItsValue() {
    kit.put("eternal", StoreKit.bytes("v"));
    assertThat(kit.touch("eternal", 3_000)).isTrue();
    assertThat(kit.get("eternal")).isEqualTo(StoreKit.bytes("v"));
    assertThat(kit.copy().deadlineMs()).isEqualTo(3_000);
    assertThat(kit.touch("nobody", 3_000)).isFalse();
    assertThat(kit.store().check()).isEmpty();
  }

  @Test
  void versionsGrowWithEveryChange() {
    kit.put("a", new byte[1]);
    kit.read("a");
    long first = kit.copy().version();
    kit.put("b", new byte[1]);
    kit.put("a", new byte[1]);
    kit.read("a");
    assertThat(kit.copy().version()).isGreaterThan(first + 1);
  }

  @Test
  void aValueOverAnEighthOfTheCapacityIsRefusedWithItsSizeAndTheLimit() {
    kit.put("k", new byte[10]);
    assertThatThrownBy(() -> kit.put("k", new byte[(int) MIB / 8 + 1]))
        .isInstanceOf(EntryTooLargeException.class)
        .hasMessageContaining("131,073")
        .hasMessageContaining("131,072");
    assertThat(kit.get("k")).hasSize(10);
    kit.put("k", new byte[(int) MIB / 8]);
    assertThat(kit.get("k")).hasSize((int) MIB / 8);
  }

  @Test
  void aKeyOver65535BytesIsRefusedWithItsSizeAndTheLimit() {
    assertThatThrownBy(() -> kit.put("k".repeat(65_536), new byte[1]))
        .isInstanceOf(EntryTooLargeException.class)
        .hasMessageContaining("65,536")
        .hasMessageContaining("65,535");
    kit.put("k".repeat(65_535), new byte[1]);
    assertThat(kit.get("k".repeat(65_535))).hasSize(1);
  }

  @Test
  void theLargestValuesFitIntoACacheFullOfSmallOnes() {
    for (int i = 0; i < 10_000; i++) {
      kit.put("small-" + i, new byte[100]);
    }
    byte[] large = new byte[(int) MIB / 8];
    Arrays.fill(large, (byte) 7);
    for (int i = 0; i < 20; i++) {
      kit.put("large-" + i, large);
      assertThat(kit.get("large-" + i)).isEqualTo(large);
      kit.put("small-" + i, new byte[100]);
    }
    assertThat(kit.store().check()).isEmpty();
  }

  @Test
  void anExpiredEntryLeavesWhenAHandMeetsItHoweverOftenItWasRead() {
    for (int i = 0; i < 2_000; i++) {
      kit.put("expired-" + i, new byte[100], 1);
      kit.read("expired-" + i);
      kit.read("expired-" + i);
      kit.read("expired-" + i);
    }
    for (int i = 0; i < 20_000; i++) {
      kit.put("live-" + i, new byte[100]);
    }
    assertThat(kit.store().figures().map().expirations()).isEqualTo(2_000);
  }

  @Test
  void clearLeavesNothingAndFreesTheHeap() {
    for (int i = 0; i < 3_000; i++) {
      kit.put("k" + i, new byte[100]);
    }
    kit.store().clear();
    assertThat(kit.store().figures().map().entries()).isZero();
    assertThat(kit.store().figures().map().entryBytes()).isZero();
    assertThat(kit.store().check()).isEmpty();
  }

  @Test
  void whatWasPutIsThereForTheNextToAttach() {
    kit.put("k", StoreKit.bytes("v"));
    kit.close();
    kit = StoreKit.open(directory, "facts", MIB);
    assertThat(kit.store().wasCreated()).isFalse();
    assertThat(kit.get("k")).isEqualTo(StoreKit.bytes("v"));
  }

  @Test
  void aDestroyedCacheIsClosedForAllItsHandlesAndItsNameIsFree() {
    kit.put("k", StoreKit.bytes("v"));
    try (StoreKit other = StoreKit.open(directory, "facts", MIB)) {
      assertThat(other.space().destroy("facts")).isTrue();
      assertThat(kit.store().isDestroyed()).isTrue();
      assertThatThrownBy(() -> kit.get("k"))
          .isInstanceOf(CacheDestroyedException.class)
          .hasMessageContaining("facts");
      assertThatThrownBy(() -> kit.put("k", new byte[1]))
          .isInstanceOf(CacheDestroyedException.class);
      assertThat(other.space().destroy("facts")).isFalse();
    }
    try (StoreKit again = StoreKit.open(directory, "facts", MIB)) {
      assertThat(again.store().wasCreated()).isTrue();
      assertThat(again.get("k")).isNull();
    }
  }

  @Test
  void aClosedHandleSaysSo() {
    kit.store().close();
    assertThatThrownBy(() -> kit.get("k"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'facts' is closed");
    assertThat(kit.store().isClosed()).isTrue();
  }

  @Test
  void aCapacityOutsideTheRangeIsRefusedAndNothingIsLeftBehind() {
    assertThatThrownBy(() -> StoreKit.open(directory, "tiny", MIB / 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("524288")
        .hasMessageContaining("1048576");
    assertThat(kit.space().caches()).extracting(CacheDescriptor::name).containsExactly("facts");
  }
}
