package io.shmstl.map;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;

/**
 * Copies the slot words of one page after another, in the order of hash prefixes. A copy is taken
 * again until neither the page's directory word nor the root has changed meanwhile, and a slot
 * counts only if its hash is one that the word covers: a split clears the slots it has moved last.
 * So every key belongs to exactly one of the copies. For one thread.
 */
final class PageWalk {
  private static final int ATTEMPTS = 64;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final long[] slots = new long[PageLayout.SLOTS];
  private final int[] places = new int[PageLayout.SLOTS];
  private int count;
  private int prefix;
  private boolean isOver;

  PageWalk(Segment segment, long root, EntryReader entries) {
    this.segment = segment;
    this.memory = segment.memory();
    this.root = root;
    this.entries = entries;
  }

  /** Slots of the page last copied that are not empty. */
  int count() {
    return count;
  }

  long slot(int index) {
    return slots[index];
  }

  /** Offset of a slot from the start of its page. */
  int place(int index) {
    return places[index];
  }

  /**
   * Copies the next page; false behind the last one.
   *
   * @throws CorruptException if there is no page where one must be: the walk would end too early
   */
  boolean nextPage() {
    count = 0;
    if (isOver) {
      return false;
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      long rootWord = RootLayout.rootAcquire(memory, root);
      long wordAddress = wordAddress(rootWord, prefix);
      if (wordAddress == 0) {
        continue;
      }
      long word = DirectoryLayout.wordAcquire(memory, wordAddress);
      int found = copySlots(word);
      if (found >= 0
          && DirectoryLayout.wordAcquire(memory, wordAddress) == word
          && RootLayout.rootAcquire(memory, root) == rootWord) {
        count = found;
        prefix = Hand.nextPrefix(prefix, DirectoryLayout.localDepth(word));
        isOver = prefix == 0;
        return true;
      }
    }
    throw new CorruptException(
        "index of " + segment.file(), root, "no page for %08x".formatted(prefix), "a page");
  }

  /** Where the directory word for a slot hash lies; 0 if the root makes no sense. */
  long wordAddress(long rootWord, int slotHash) {
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    if (depth > RootWord.MAX_DEPTH
        || !entries.isReserved(directory, DirectoryLayout.bytes(depth))) {
      return 0;
    }
    return DirectoryLayout.wordAddress(directory, depth, slotHash);
  }

  private int copySlots(long word) {
    long page = ExtentLayout.address(DirectoryLayout.page(word));
    if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
      return -1;
    }
    long hashes = 1L << (32 - DirectoryLayout.localDepth(word));
    int found = 0;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long slotAddress = PageLayout.slot(PageLayout.bucket(page, b), s);
        long slot = PageLayout.slotAcquire(memory, slotAddress);
        long distance = Integer.toUnsignedLong(SlotWord.hash(slot) - prefix);
        if (slot != SlotWord.EMPTY && distance < hashes) {
          slots[found] = slot;
          places[found++] = (int) (slotAddress - page);
        }
      }
    }
    return found;
  }
}
