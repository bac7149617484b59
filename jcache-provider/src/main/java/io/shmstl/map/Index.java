package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Extendible hashing (Fagin et al., TODS 1979), writer's side: a page that is full splits alone, so
 * growth never stalls for the size of the map. Readers may stand in a page while it splits; the
 * order of the stores is theirs:
 *
 * <ol>
 *   <li>the stamps of both pages become odd;
 *   <li>the fresh page is filled with the slots that will move, each at its old place;
 *   <li>the directory words of the upper half name the fresh page, one level deeper;
 *   <li>the words of the lower half go one level deeper too;
 *   <li>the moved slots are cleared in the old page; the stamps become even.
 * </ol>
 *
 * <p>A reader that searched the old page in vain finds that its directory word has changed and
 * looks again; before step 5 the old page still answers every key. A writer killed in between
 * leaves words from which recovery completes the split.
 */
final class Index {
  /**
   * A directory may take one part of the capacity in this many: ten times what evenly spread hashes
   * of the smallest entries need. Hashes that are equal in more bits evict each other.
   */
  private static final int DIRECTORY_SHARE = 64;

  private final MapContext context;
  private final MemorySegment memory;
  private final IndexExtents extents;
  private final Garbage garbage;
  private final Room room;
  private final Eviction eviction;

  Index(MapContext context, Garbage garbage, Room room, Eviction eviction) {
    this.context = context;
    this.memory = context.memory();
    this.extents = new IndexExtents(context);
    this.garbage = garbage;
    this.room = room;
    this.eviction = eviction;
  }

  /** Finds a free slot for a new key, splitting or evicting as needed; false if there is none. */
  boolean findSlot(Locator locator, int slotHash) {
    for (int i = 0; i <= RootWord.MAX_DEPTH; i++) {
      int page = context.page(slotHash);
      if (PageLayout.used(memory, page) < PageLayout.SPLIT_ABOVE) {
        return locator.findFree(slotHash);
      }
      if (!split(slotHash)) {
        return locator.findFree(slotHash) || findByEviction(locator, slotHash);
      }
    }
    return locator.findFree(slotHash);
  }

  /** Makes a page that cannot be split evict in itself, at the cost of snapshots if need be. */
  private boolean findByEviction(Locator locator, int slotHash) {
    eviction.evictFrom(context.page(slotHash));
    if (!locator.findFree(slotHash)) {
      garbage.giveUpSnapshots(); // tombstones kept for them fill the page
    }
    return locator.findFree(slotHash);
  }

  private boolean split(int slotHash) {
    int localDepth = DirectoryLayout.localDepth(context.directoryWord(slotHash));
    if (localDepth == RootWord.MAX_DEPTH) {
      return false;
    }
    if (localDepth == RootWord.depth(context.rootWord()) && !deepen()) {
      return false;
    }
    int fresh = extents.takePage(room);
    if (fresh == 0) {
      return false;
    }
    int page = context.page(slotHash);
    Stamps.allOdd(memory, page);
    Stamps.continueOdd(memory, page, fresh);
    int bit = 1 << (31 - localDepth);
    copyMoving(page, fresh, bit);
    publish(page, fresh, slotHash, localDepth);
    clearMoved(page, fresh, bit);
    context.add(RootLayout.PAGES, 1);
    Stamps.allEven(memory, fresh);
    Stamps.allEven(memory, page);
    return true;
  }

  /** Doubles the directory; the old one stays where it is for readers that stand in it. */
  private boolean deepen() {
    long rootWord = context.rootWord();
    int depth = RootWord.depth(rootWord);
    long bytes = DirectoryLayout.bytes(depth + 1);
    if (bytes > context.segment().capacityBytes() / DIRECTORY_SHARE) {
      return false;
    }
    long larger = room.tryTake(bytes);
    if (larger == 0) {
      return false;
    }
    long directory = RootWord.directory(rootWord);
    DirectoryLayout.format(memory, larger, depth + 1, directory);
    for (long i = 0; i < 1L << depth; i++) {
      long word = DirectoryLayout.wordAcquire(memory, DirectoryLayout.wordAddressAt(directory, i));
      DirectoryLayout.wordRelease(memory, DirectoryLayout.wordAddressAt(larger, 2 * i), word);
      DirectoryLayout.wordRelease(memory, DirectoryLayout.wordAddressAt(larger, 2 * i + 1), word);
    }
    // crash point: before it the larger directory is nobody's, after it it is in force.
    // release: pairs with rootAcquire in MapReader.attempt; publishes all its words.
    RootLayout.rootRelease(memory, context.root(), RootWord.of(larger, depth + 1));
    return true;
  }

  private void copyMoving(int page, int fresh, int bit) {
    long from = ExtentLayout.address(page);
    long to = ExtentLayout.address(fresh);
    int used = 0;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      memory.set(
          Layouts.LONG,
          ExtentLayout.ghosts(fresh, b),
          memory.get(Layouts.LONG, ExtentLayout.ghosts(page, b)));
      for (int s = 0; s < 7; s++) {
        long source = PageLayout.slot(PageLayout.bucket(from, b), s);
        long slot = PageLayout.slotAcquire(memory, source);
        if (slot == SlotWord.EMPTY || (SlotWord.hash(slot) & bit) == 0) {
          continue;
        }
        long target = PageLayout.slot(PageLayout.bucket(to, b), s);
        PageLayout.frequency(memory, target, PageLayout.frequency(memory, source));
        PageLayout.small(memory, fresh, target, PageLayout.isSmall(memory, page, source));
        Overflow.raise(memory, to, PageLayout.home(SlotWord.hash(slot)), b);
        PageLayout.slotRelease(memory, target, slot);
        used++;
      }
    }
    PageLayout.used(memory, fresh, used);
  }

  private void publish(int page, int fresh, int slotHash, int localDepth) {
    long rootWord = context.rootWord();
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    int belowLocal = depth - localDepth;
    long words = 1L << belowLocal;
    long first = Integer.toUnsignedLong(slotHash) >>> (32 - localDepth) << belowLocal;
    // crash points: each word by itself; recovery completes a split that one of them shows.
    // release: pairs with wordAcquire in MapReader.attempt; publishes the fresh page's slots.
    for (long i = first + words / 2; i < first + words; i++) {
      deepen(DirectoryLayout.wordAddressAt(directory, i), fresh, localDepth + 1);
    }
    for (long i = first; i < first + words / 2; i++) {
      deepen(DirectoryLayout.wordAddressAt(directory, i), page, localDepth + 1);
    }
  }

  private void deepen(long wordAddress, int page, int localDepth) {
    long replaced = DirectoryLayout.wordAcquire(memory, wordAddress);
    DirectoryLayout.wordRelease(
        memory, wordAddress, DirectoryLayout.word(page, localDepth, replaced));
  }

  private void clearMoved(int page, int fresh, int bit) {
    long address = ExtentLayout.address(page);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(PageLayout.bucket(address, b), s);
        long slot = PageLayout.slotAcquire(memory, at);
        if (slot != SlotWord.EMPTY && (SlotWord.hash(slot) & bit) != 0) {
          SlotEraser.erase(memory, page, at, SlotWord.hash(slot));
        }
      }
    }
    assert PageLayout.used(memory, fresh) <= PageLayout.SLOTS;
  }
}
