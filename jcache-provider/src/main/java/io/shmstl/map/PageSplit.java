package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/**
 * Splits a full page: two fresh ones take its slots by the next bit of their hashes, and the page
 * becomes spare. Readers may stand in it meanwhile; the order of the stores is theirs:
 *
 * <ol>
 *   <li>the stamps of all three pages become odd;
 *   <li>the fresh pages are filled, each slot at the free place nearest to its home bucket;
 *   <li>the directory words of the upper half name one fresh page, one level deeper;
 *   <li>the words of the lower half name the other; each half from its last word to its first;
 *   <li>the slots of the old page are cleared; the stamps become even, the old page spare.
 * </ol>
 *
 * <p>A reader that searched the old page in vain finds that its directory word has changed and
 * looks again; before step 5 the old page still answers every key, with the entry that was its when
 * the reader came. A process that keeps a decoded value cannot have got it from there under an even
 * stamp that lasts: step 5 clears before it makes even. A writer killed in between leaves words
 * from which recovery completes the split: the first word of the range is the last to change, so
 * the old page is known until all is done.
 *
 * <p>Both halves move because entries of a page never do: those that the full page had pushed far
 * from home would stay there for good, and every miss would have to follow.
 */
final class PageSplit {
  private final MapContext context;
  private final MemorySegment memory;
  private final IndexExtents extents;
  private final PageImage old = new PageImage();
  private final PageImage lowerHalf = new PageImage();
  private final PageImage upperHalf = new PageImage();

  PageSplit(MapContext context) {
    this.context = context;
    this.memory = context.memory();
    this.extents = new IndexExtents(context);
  }

  /**
   * Splits the page in force for a hash, whose local depth is below the directory's; false if there
   * is no room for two pages.
   */
  boolean run(int slotHash, int localDepth, Room room) {
    int upper = extents.takePage(room);
    if (upper == 0) {
      return false;
    }
    int lower = extents.takePage(room);
    if (lower == 0) {
      extents.giveBack(upper);
      return false;
    }
    int page = context.page(slotHash);
    Stamps.allOdd(memory, page);
    Stamps.allOdd(memory, upper);
    Stamps.allOdd(memory, lower);
    fill(page, lower, upper, 1 << (31 - localDepth));
    publish(lower, upper, slotHash, localDepth);
    // Behind the directory words: their slots are counted elsewhere by now.
    old.clearSlots(memory, page);
    context.add(RootLayout.PAGES, 1);
    Stamps.allEven(memory, upper);
    Stamps.allEven(memory, lower);
    Stamps.allEven(memory, page);
    extents.giveBack(page);
    return true;
  }

  /** Copies the slots of a page to the two that follow it, by a bit of their hashes. */
  void fill(int page, int lower, int upper, int bit) {
    old.read(memory, page);
    lowerHalf.empty();
    upperHalf.empty();
    old.divide(bit, lowerHalf, upperHalf);
    lowerHalf.write(memory, lower);
    upperHalf.write(memory, upper);
    copyGhosts(page, lower);
    copyGhosts(page, upper);
  }

  private void copyGhosts(int page, int fresh) {
    MemorySegment.copy(
        memory,
        ExtentLayout.ghosts(page, 0),
        memory,
        ExtentLayout.ghosts(fresh, 0),
        PageLayout.GHOSTS_BYTES);
  }

  private void publish(int lower, int upper, int slotHash, int localDepth) {
    long rootWord = context.rootWord();
    long directory = RootWord.directory(rootWord);
    int belowLocal = RootWord.depth(rootWord) - localDepth;
    long words = 1L << belowLocal;
    long first = Integer.toUnsignedLong(slotHash) >>> (32 - localDepth) << belowLocal;
    // crash points: each word by itself; recovery completes a split that one of them shows.
    // release: pairs with wordAcquire in MapReader.attempt; publishes the fresh pages' slots.
    for (long i = first + words - 1; i >= first; i--) {
      long wordAddress = DirectoryLayout.wordAddressAt(directory, i);
      long replaced = DirectoryLayout.wordAcquire(memory, wordAddress);
      int page = i >= first + words / 2 ? upper : lower;
      DirectoryLayout.wordRelease(
          memory, wordAddress, DirectoryLayout.word(page, localDepth + 1, replaced));
    }
  }
}
