package io.shmstl.map;

import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;

/**
 * Walks all entries, page by page in the order of hash prefixes, without a lock. Weakly consistent:
 * an entry that is there from the first call to the last is delivered once; one that comes, goes or
 * changes meanwhile is delivered in one of its states or not at all.
 *
 * <p>A page's slot words are copied at once and validated by its directory word and the root. When
 * a split moves an entry afterwards, it moves to the same place of another page, where the cursor
 * follows it. For one thread.
 */
public final class EntryCursor {
  private static final int ATTEMPTS = 64;

  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final long[] slots = new long[PageLayout.SLOTS];
  private final int[] places = new int[PageLayout.SLOTS];
  private int count;
  private int next;
  private int prefix;
  private boolean isLastPage;

  EntryCursor(Segment segment, long root) {
    this.memory = segment.memory();
    this.root = root;
    this.entries = new EntryReader(segment);
  }

  /** Copies the next entry; false at the end. Expiry is the caller's to judge. */
  public boolean next(EntryCopy into) {
    while (true) {
      while (next < count) {
        long slot = slots[next];
        int place = places[next++];
        if (copy(slot, place, into)) {
          return true;
        }
      }
      if (isLastPage) {
        return false;
      }
      copyPage();
    }
  }

  /** Takes over the slot words of the page at the prefix and moves the prefix behind it. */
  private void copyPage() {
    next = 0;
    count = 0;
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
        isLastPage = prefix == 0;
        return;
      }
    }
    isLastPage = true; // the index makes no sense: a recovery under way, or damage
  }

  private int copySlots(long word) {
    long page = ExtentLayout.address(DirectoryLayout.page(word));
    if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
      return -1;
    }
    int found = 0;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long slotAddress = PageLayout.slot(PageLayout.bucket(page, b), s);
        long slot = PageLayout.slotAcquire(memory, slotAddress);
        if (slot != SlotWord.EMPTY) {
          slots[found] = slot;
          places[found++] = (int) (slotAddress - page);
        }
      }
    }
    return found;
  }

  /** Copies the entry that now stands at a place; false if that key is gone. */
  private boolean copy(long slot, int place, EntryCopy into) {
    int slotHash = SlotWord.hash(slot);
    for (int i = 0; i < ATTEMPTS; i++) {
      long wordAddress = wordAddress(RootLayout.rootAcquire(memory, root), slotHash);
      if (wordAddress == 0) {
        return false;
      }
      long word = DirectoryLayout.wordAcquire(memory, wordAddress);
      long page = ExtentLayout.address(DirectoryLayout.page(word));
      if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
        return false;
      }
      long current = PageLayout.slotAcquire(memory, page + place);
      if (current == SlotWord.EMPTY || SlotWord.hash(current) != slotHash) {
        if (DirectoryLayout.wordAcquire(memory, wordAddress) == word) {
          return false;
        }
        continue;
      }
      int copied = entries.copy(page + place, current, into);
      if (copied != EntryReader.CHANGED) {
        return copied == EntryReader.COPIED;
      }
    }
    return false;
  }

  private long wordAddress(long rootWord, int slotHash) {
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    if (depth > RootWord.MAX_DEPTH
        || !entries.isReserved(directory, DirectoryLayout.bytes(depth))) {
      return 0;
    }
    return DirectoryLayout.wordAddress(directory, depth, slotHash);
  }
}
