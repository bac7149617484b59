package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.Layouts;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test leaves a map as a writer leaves it that is killed between two stores. */
class MapRecoveryTest {
  private final MapKit kit = MapKit.create(MapKit.MIB);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aSoundMapIsTheSameAfterRecovery() {
    fill(2_000);
    MapFigures before = kit.map().figures();
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertAllThere(2_000);
    MapFigures after = kit.map().figures();
    assertThat(after.entries()).isEqualTo(before.entries());
    assertThat(after.entryBytes()).isEqualTo(before.entryBytes());
    assertThat(after.pages()).isEqualTo(before.pages());
    assertThat(after.dropped()).isZero();
    assertThat(after.recoveries()).isEqualTo(1);
  }

  @Test
  void recoveringAgainFromAnyPointGivesTheSame() {
    fill(1_000);
    kit.allocator().rebuild();
    assertThat(kit.recover()).isTrue();
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertAllThere(1_000);
  }

  @Test
  void anEntryThatEndsWhereTheReservedHeapEndsIsKept() {
    long bytes = Allocator.blockBytes(EntryLayout.ETERNAL_HEADER_BYTES + 4);
    long end = kit.segment().capacityBytes();
    kit.allocator().allocateAtNext(end - kit.allocator().nextAddress() - bytes);
    kit.put("k", new byte[3]);
    assertThat(kit.locate("k").entry).isEqualTo(kit.segment().reservedEnd() - bytes);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.map().figures().dropped()).isZero();
    assertThat(kit.get("k")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSplitIsCompletedFromAnyOfItsDirectoryWords(int storesDone) {
    // 8 words name one page of local depth 0 or 1: deepen first, so that a split stores several.
    HalfSplit split = HalfSplit.prepare(kit, 3);
    List<String> keys = split.fillPage(200);
    split.storeWords(storesDone);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    for (String key : keys) {
      assertThat(kit.get(key)).as(key).isNotNull();
    }
    assertThat(kit.map().figures().entries()).isEqualTo(keys.size());
    assertThat(kit.map().figures().pages()).isEqualTo(2);
  }

  @Test
  void aSplitThatPublishedNoWordNeverWas() {
    HalfSplit split = HalfSplit.prepare(kit, 3);
    List<String> keys = split.fillPage(200);
    split.storeWords(0);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertThat(kit.map().figures().pages()).isEqualTo(1);
    assertThat(kit.map().figures().entries()).isEqualTo(keys.size());
  }

  @Test
  void stampsOfASplitPageGrowThroughRecovery() {
    HalfSplit split = HalfSplit.prepare(kit, 3);
    split.fillPage(200);
    long before = stamp(split.page(), 7);
    split.storeWords(8);
    assertThat(kit.recover()).isTrue();
    assertThat(stamp(split.page(), 7)).as("spare now").isGreaterThan(before);
    assertThat(stamp(split.lower(), 7)).isPositive().isEven();
    assertThat(stamp(split.upper(), 7)).isPositive().isEven();
  }

  @Test
  void aTombstoneThatAKilledWriterLeftIsClearedAndItsStampAdvances() {
    fill(100);
    Locator at = kit.locate(key(17));
    long before = stamp(at.page, PageLayout.home(SlotWord.hash(at.slot)));
    long tombstone = kit.allocator().allocate(EntryLayout.ETERNAL_HEADER_BYTES);
    new EntryWriter(kit.context())
        .writeTombstone(tombstone, at.entry, kit.context().nextCommitVersion());
    PageLayout.slotRelease(
        kit.memory(), at.slotAddress, SlotWord.of(SlotWord.hash(at.slot), tombstone));
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertThat(kit.get(key(17))).isNull();
    assertThat(kit.map().figures().entries()).isEqualTo(99);
    assertThat(kit.map().figures().dropped()).isZero();
    assertThat(stamp(at.page, PageLayout.home(SlotWord.hash(at.slot)))).isGreaterThan(before);
  }

  @Test
  void aSlotThatLeadsNowhereIsDroppedAndCounted() {
    fill(100);
    Locator at = kit.locate(key(5));
    PageLayout.slotRelease(
        kit.memory(),
        at.slotAddress,
        SlotWord.of(SlotWord.hash(at.slot), kit.segment().reservedEnd() - 8));
    Locator other = kit.locate(key(6));
    EntryLayout.versionOpaque(kit.memory(), other.entry, 0);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertThat(kit.map().figures().entries()).isEqualTo(98);
    assertThat(kit.map().figures().dropped()).isEqualTo(2);
  }

  @Test
  void aSlotThatNamesAnEntryTwiceIsDropped() {
    fill(10);
    Locator at = kit.locate(key(1));
    Locator free = new Locator(kit.context());
    assertThat(free.findFree(SlotWord.hash(at.slot))).isTrue();
    PageLayout.slotRelease(kit.memory(), free.slotAddress, at.slot);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.problems()).isEmpty();
    assertThat(kit.map().figures().entries()).isEqualTo(10);
    assertThat(kit.map().figures().dropped()).isEqualTo(1);
  }

  @Test
  void whatWasRetiredIsFreedAndOpenSnapshotsAreTooOld() {
    fill(100);
    try (Pin pin = kit.pins().open()) {
      fill(100);
      assertThat(kit.map().figures().retainedBytes()).isPositive();
      assertThat(kit.recover()).isTrue();
      assertThat(kit.problems()).isEmpty();
      assertThat(kit.map().figures().retainedBytes()).isZero();
      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(pin.version());
    }
  }

  @Test
  void theMinimumIsRaisedBeforeAByteOfADeadBlockChanges() {
    kit.put("k", MapKit.bytes("one"));
    long dead = kit.locate("k").entry;
    try (Pin pin = kit.pins().openLow()) {
      kit.put("k", MapKit.bytes("two"));
      assertThat(kit.map().recover(kit.allocator().rebuild())).isTrue();
      assertThat(kit.copyAt(dead)).isEqualTo("one");
      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(pin.version());
    }
  }

  @Test
  void snapshotsAreTooOldBeforeTheFirstTombstoneIsCleared() {
    fill(1_000);
    try (Pin pin = kit.pins().open()) {
      String first = firstOfTheFirstPage();
      kit.remove(first);
      assertThat(kit.map().figures().tombstones()).isEqualTo(1);
      long rootWord = kit.context().rootWord();
      long last = (1L << RootWord.depth(rootWord)) - 1;
      DirectoryLayout.wordRelease(
          kit.memory(),
          DirectoryLayout.wordAddressAt(RootWord.directory(rootWord), last),
          DirectoryLayout.word(4_096, RootWord.depth(rootWord), 0));
      assertThat(kit.recover()).as("ends at the last page").isFalse();
      assertThat(CommitVersion.minimumReadable(kit.segment())).isGreaterThan(pin.version());
    }
  }

  @Test
  void aVersionThatWasWrittenIsNotWrittenAgain() {
    fill(10);
    long block = kit.allocator().allocate(100);
    long used = kit.context().nextCommitVersion();
    new EntryWriter(kit.context()).writeTombstone(block, 0, used);
    assertThat(kit.recover()).isTrue();
    kit.put("after", new byte[1]);
    kit.get("after");
    assertThat(kit.copy().version()).isGreaterThan(used);
  }

  @Test
  void anIndexThatMakesNoSenseIsSaidToBeVoid() {
    fill(10);
    long rootWord = kit.context().rootWord();
    long word = DirectoryLayout.wordAddressAt(RootWord.directory(rootWord), 0);
    DirectoryLayout.wordRelease(kit.memory(), word, DirectoryLayout.word(4_096, 0, 0));
    assertThat(kit.recover()).isFalse();
  }

  @Test
  void aDirectoryThatNamesItselfAsItsPredecessorEndsTheWalk() {
    fill(10);
    long directory = RootWord.directory(kit.context().rootWord());
    DirectoryLayout.format(kit.memory(), directory, 0, directory);
    assertThat(kit.recover()).isFalse();
  }

  @Test
  void anExtentThatNamesItselfAsItsNeighbourEndsTheWalk() {
    fill(10);
    long extent = kit.context().get(RootLayout.FIRST_EXTENT);
    ExtentLayout.format(kit.memory(), extent, extent, ExtentLayout.block(kit.memory(), extent));
    assertThat(kit.recover()).isFalse();
  }

  @Test
  void aPageThatWasTakenAndNeverNamedIsTakenAgain() {
    fill(100);
    long spare = kit.context().get(RootLayout.SPARE_PAGE);
    int second = PageLayout.nextSpare(kit.memory(), (int) spare);
    kit.context().set(RootLayout.SPARE_PAGE, PageLayout.nextSpare(kit.memory(), second));
    assertThat(kit.recover()).isTrue();
    assertThat(kit.context().get(RootLayout.SPARE_PAGE)).isEqualTo(spare);
    assertThat(PageLayout.nextSpare(kit.memory(), (int) spare)).isEqualTo(second);
  }

  @Test
  void aPageThatASplitHadLeftIsSpareAndEmptyAfterRecovery() {
    HalfSplit split = HalfSplit.prepare(kit, 3);
    split.fillPage(200);
    split.storeWords(8);
    assertThat(kit.recover()).isTrue();
    assertThat(kit.context().get(RootLayout.SPARE_PAGE)).isEqualTo(split.page());
    for (int bucket = 0; bucket < PageLayout.BUCKETS; bucket++) {
      long at = PageLayout.bucket(ExtentLayout.address(split.page()), bucket);
      assertThat(PageLayout.slotAcquire(kit.memory(), PageLayout.slot(at, 0))).isZero();
    }
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      kit.put(key(i), new byte[50 + i % 40]);
    }
  }

  private String firstOfTheFirstPage() {
    for (int i = 0; ; i++) {
      if (kit.locate(key(i)).page == kit.context().page(0)) {
        return key(i);
      }
    }
  }

  private void assertAllThere(int count) {
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] value = kit.get(key(i));
      if (value == null || value.length != 50 + i % 40) {
        lost.add(key(i));
      }
    }
    assertThat(lost).isEmpty();
  }

  private long stamp(int page, int bucket) {
    return kit.memory().get(Layouts.LONG, ExtentLayout.stamp(page, bucket));
  }

  private static String key(int i) {
    return "%03d".formatted(i);
  }
}
