package io.shmstl.map;

import io.shmstl.alloc.Rebuild;
import io.shmstl.sync.CommitVersion;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Makes a map whole again after a writer died in the middle of a change, or after an error left it
 * dirty. The published slots are the only truth: a slot counts in the page that its directory word
 * names, if it leads to an entry of its hash. Everything else (counts, overflow, queues, both free
 * maps) is computed again. {@code previous} is never followed: open snapshots become too old and
 * the retired queue is dropped.
 *
 * <p>Readers go on meanwhile: counts are computed aside and stored once, so that no reader misses a
 * key that is there. Running it again, from any point, gives the same result.
 */
final class MapRecovery {
  /** What {@link RootLayout#COUNTED_VERSION} holds while the counts are of no version. */
  private static final long NO_VERSION = -1;

  private final MapContext context;
  private final MemorySegment memory;
  private final PageRecovery pages;
  private long[] extents = new long[16];
  private int extentCount;
  private int[] seen = new int[16];
  private int seenCount;

  /**
   * @param isThorough whether entries that do not fit their check are dropped
   */
  MapRecovery(MapContext context, boolean isThorough) {
    this.context = context;
    this.memory = context.memory();
    this.pages = new PageRecovery(context, isThorough);
  }

  /** False if the index itself makes no sense: the contents are void. */
  boolean run(Rebuild rebuild) {
    RetiredQueue retired = new RetiredQueue(context);
    MapBlocks blocks = new MapBlocks(context, retired);
    retired.reset();
    context.set(RootLayout.TOMBSTONE_BLOCK, 0);
    context.set(RootLayout.SPARE_BLOCK, 0);
    giveUpSnapshots();
    if (!blocks.extents((block, bytes) -> rebuild.markLive(block, bytes) && addExtent(block))
        || RootWord.depth(context.rootWord()) > RootWord.MAX_DEPTH
        || !blocks.directories(rebuild::markLive)) {
      return false;
    }
    Arrays.sort(extents, 0, extentCount);
    if (!walkPages(rebuild)) {
      return false;
    }
    settleSparePages();
    context.set(RootLayout.COUNTED_VERSION, NO_VERSION);
    // store-store fence: as in SlotChange.beginCounting.
    VarHandle.storeStoreFence();
    pages.storeCounts();
    long commitVersion =
        Math.max(pages.highestVersion(), CommitVersion.current(context.segment())) + 2;
    CommitVersion.publish(context.segment(), commitVersion);
    context.set(RootLayout.COUNTED_VERSION, commitVersion);
    CommitVersion.raiseMinimumReadable(context.segment(), commitVersion);
    // full fence: the cleared slots and the raised minimum are visible before a byte of a block
    // that is not live changes; its version is left as it is, so nothing else warns its readers.
    VarHandle.fullFence();
    context.add(RootLayout.RECOVERIES, 1);
    return true;
  }

  /**
   * Before the first slot is cleared: a scan could overtake the walk below and end without the keys
   * whose tombstones are gone. Snapshots opened from here to the end are too old as well.
   */
  private void giveUpSnapshots() {
    CommitVersion.raiseMinimumReadable(
        context.segment(), CommitVersion.current(context.segment()) + 1);
    // full fence: the raised minimum is visible before any slot is cleared.
    VarHandle.fullFence();
  }

  private boolean addExtent(long block) {
    if (extentCount == extents.length) {
      extents = Arrays.copyOf(extents, 2 * extentCount);
    }
    extents[extentCount++] = IndexExtents.align(block);
    return true;
  }

  private boolean walkPages(Rebuild rebuild) {
    long rootWord = context.rootWord();
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    for (long index = 0; index < 1L << depth; ) {
      long word = word(directory, index);
      int page = DirectoryLayout.page(word);
      int localDepth = DirectoryLayout.localDepth(word);
      long words = localDepth > depth ? 0 : 1L << (depth - localDepth);
      if (words == 0 || (index & words - 1) != 0 || !isPage(page)) {
        return false;
      }
      long half = words / 2;
      int upper = splitInto(directory, page, localDepth, index + half, half);
      int lower = splitInto(directory, page, localDepth, index, half);
      if (upper == 0 || lower == 0 || (upper == page && lower != page)) {
        return false;
      }
      if (upper != page) {
        name(directory, index + half, half, upper, localDepth + 1);
        page = lower;
        localDepth++;
        words = half;
      }
      name(directory, index, words, page, localDepth);
      addSeen(page);
      pages.recover(page, (int) (index << (32 - depth)), localDepth, rebuild);
      index += words;
    }
    return areDistinct();
  }

  /**
   * The page that a split under way was giving these words to, if one of them names it; the page
   * itself if there was no split; 0 for nonsense.
   */
  private int splitInto(long directory, int page, int localDepth, long first, long words) {
    int fresh = page;
    for (long i = first; i < first + words; i++) {
      long word = word(directory, i);
      int named = DirectoryLayout.page(word);
      if (named != page && named != fresh) {
        if (fresh != page || DirectoryLayout.localDepth(word) != localDepth + 1 || !isPage(named)) {
          return 0;
        }
        fresh = named;
      }
    }
    return fresh;
  }

  /** Stores words that do not say so yet; a word that is right is not touched. */
  private void name(long directory, long first, long words, int page, int localDepth) {
    for (long i = first; i < first + words; i++) {
      long word = word(directory, i);
      if (DirectoryLayout.page(word) != page || DirectoryLayout.localDepth(word) != localDepth) {
        DirectoryLayout.wordRelease(
            memory,
            DirectoryLayout.wordAddressAt(directory, i),
            DirectoryLayout.word(page, localDepth, word));
      }
    }
  }

  private long word(long directory, long index) {
    return DirectoryLayout.wordAcquire(memory, DirectoryLayout.wordAddressAt(directory, index));
  }

  private boolean isPage(int page) {
    long extent = ExtentLayout.extent(page);
    return Arrays.binarySearch(extents, 0, extentCount, extent) >= 0
        && ExtentLayout.page(extent, ExtentLayout.ordinal(page)) == page;
  }

  private void addSeen(int page) {
    if (seenCount == seen.length) {
      seen = Arrays.copyOf(seen, 2 * seenCount);
    }
    seen[seenCount++] = page;
  }

  private boolean areDistinct() {
    Arrays.sort(seen, 0, seenCount);
    for (int i = 1; i < seenCount; i++) {
      if (seen[i] == seen[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Pages that the directory does not name are spare, whatever a split had begun with them. */
  private void settleSparePages() {
    IndexExtents spares = new IndexExtents(context);
    context.set(RootLayout.SPARE_PAGE, 0);
    for (int e = extentCount - 1; e >= 0; e--) {
      for (int ordinal = ExtentLayout.PAGES - 1; ordinal >= 0; ordinal--) {
        int page = ExtentLayout.page(extents[e], ordinal);
        if (Arrays.binarySearch(seen, 0, seenCount, page) < 0) {
          spares.clear(page);
          spares.giveBack(page);
        }
      }
    }
    context.set(RootLayout.PAGES, seenCount);
  }
}
