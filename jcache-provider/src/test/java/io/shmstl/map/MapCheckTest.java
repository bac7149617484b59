package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Layouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of damage is found, and nothing is found where there is none. */
class MapCheckTest {
  private final MapKit kit = MapKit.create(MapKit.MIB);
  private Locator at;

  @BeforeEach
  void fill() {
    for (int i = 0; i < 1_000; i++) {
      kit.put("k" + i, new byte[i % 50]);
    }
    assertThat(kit.map().check()).isEmpty();
    at = kit.locate("k17");
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aRootThatNamesNoDirectory() {
    long rootWord = kit.context().rootWord();
    RootLayout.rootRelease(
        kit.memory(),
        kit.context().root(),
        RootWord.of(RootWord.directory(rootWord), RootWord.depth(rootWord) + 1));
    assertFinds("root names no directory");
  }

  @Test
  void aRootThatLeadsOutOfTheHeap() {
    RootLayout.rootRelease(kit.memory(), kit.context().root(), RootWord.of(0x7_FFFF_FFF8L, 3));
    assertFinds("root names no directory");
  }

  @Test
  void aLocalDepthThatReachesBeyondTheDirectory() {
    int depth = RootWord.depth(kit.context().rootWord());
    storeWord((1L << depth) - 1, kit.context().page(-1), 0);
    assertFinds("cannot be the first of");
  }

  @Test
  void aLocalDepthBeyondTheGlobalOne() {
    storeWord(0, at.page, 20);
    assertFinds("is greater than global depth");
  }

  @Test
  void wordsThatShouldNameOnePage() {
    int depth = RootWord.depth(kit.context().rootWord());
    storeWord(0, at.page, depth - 1);
    assertFinds("should name one page");
  }

  @Test
  void aPageThatIsNamedTwice() {
    kit.map().clearPage(0);
    int depth = RootWord.depth(kit.context().rootWord());
    storeWord((1L << depth) - 1, kit.context().page(0), depth);
    assertFinds("which is named elsewhere or is none");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_096, -1})
  void aReferenceThatIsNoPage(int page) {
    storeWord(0, page, RootWord.depth(kit.context().rootWord()));
    assertFinds("which is named elsewhere or is none");
  }

  @Test
  void aSlotOfAnotherPage() {
    int foreign = ~SlotWord.hash(at.slot);
    PageLayout.slotRelease(kit.memory(), at.slotAddress, SlotWord.of(foreign, at.entry));
    assertFinds("is of another page");
  }

  @Test
  void aSlotThatLeadsToNoEntry() {
    EntryLayout.versionOpaque(kit.memory(), at.entry, 0);
    assertFinds("where no entry is");
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 0x7_FFFF_FFF8L})
  void aSlotThatLeadsOutOfTheHeap(long address) {
    long slot = SlotWord.of(SlotWord.hash(at.slot), address);
    PageLayout.slotRelease(kit.memory(), at.slotAddress, slot);
    assertFinds("names %d, where no entry is".formatted(address));
  }

  @Test
  void aLengthThatLeadsOutOfTheHeap() {
    EntryLayout.header(kit.memory(), at.entry, 0, 3, Integer.MAX_VALUE, 0, 0);
    assertFinds("where no entry is");
  }

  @Test
  void aKeyOfAnotherHash() {
    long key = at.entry + EntryLayout.ETERNAL_HEADER_BYTES;
    kit.memory().set(Layouts.BYTE, key, (byte) 'x');
    assertFinds("the hash of its entry's key is another");
  }

  @Test
  void aKeyWithTwoSlots() {
    Locator free = new Locator(kit.context());
    assertThat(free.findFree(SlotWord.hash(at.slot))).isTrue();
    PageLayout.slotRelease(kit.memory(), free.slotAddress, at.slot);
    assertFinds("its key has another slot too");
  }

  @Test
  void aSmallBitOfAnEmptySlot() {
    Locator free = new Locator(kit.context());
    assertThat(free.findFree(SlotWord.hash(at.slot))).isTrue();
    PageLayout.small(kit.memory(), free.page, free.slotAddress, true);
    assertFinds("has its small bit set");
  }

  @Test
  void aPageThatCountsItsSlotsWrong() {
    PageLayout.used(kit.memory(), at.page, PageLayout.used(kit.memory(), at.page) + 1);
    assertFinds("page at %d: count".formatted(ExtentLayout.address(at.page)));
  }

  @Test
  void anOverflowCountThatIsTooLow() {
    long hash = kit.hash("one more than a bucket holds");
    for (int i = 0; i < 8; i++) {
      kit.put("same " + i, hash, new byte[1]);
    }
    int page = kit.context().page(KeyHash.slotHash(hash));
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      long bucket = PageLayout.bucket(ExtentLayout.address(page), b);
      if (PageLayout.overflow(kit.memory(), bucket) > 0) {
        PageLayout.overflow(kit.memory(), bucket, 0);
        assertFinds("bucket %d of page".formatted(b));
        return;
      }
    }
    throw new AssertionError("no bucket overflows");
  }

  @Test
  void anOddStamp() {
    Stamps.odd(kit.memory(), ExtentLayout.stamp(at.page, 5));
    assertFinds("odd stamp");
  }

  @Test
  void countersThatDisagree() {
    long[] counters = {
      RootLayout.ENTRIES,
      RootLayout.ENTRY_BYTES,
      RootLayout.SMALL_ENTRIES,
      RootLayout.EXPIRING_ENTRIES,
      RootLayout.TOMBSTONES,
      RootLayout.PAGES
    };
    for (long counter : counters) {
      kit.context().add(counter, 1);
      assertThat(kit.map().check()).hasSize(1).first().asString().contains("counter says");
      kit.context().add(counter, -1);
    }
    assertThat(kit.map().check()).isEmpty();
  }

  private void storeWord(long index, int page, int localDepth) {
    long directory = RootWord.directory(kit.context().rootWord());
    DirectoryLayout.wordRelease(
        kit.memory(),
        DirectoryLayout.wordAddressAt(directory, index),
        DirectoryLayout.word(page, localDepth, 0));
  }

  private void assertFinds(String problem) {
    assertThat(kit.map().check()).anySatisfy(found -> assertThat(found).contains(problem));
  }
}
