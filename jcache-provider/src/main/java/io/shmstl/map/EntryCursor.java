package io.shmstl.map;

import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;

/**
 * Walks all entries, page by page in the order of hash prefixes, without a lock. Weakly consistent:
 * an entry that is there from the first call to the last is delivered once; one that comes, goes or
 * changes meanwhile is delivered in one of its states or not at all. When a split moves an entry
 * after its page was copied, it moves to the same place of another page, where the cursor follows
 * it. For one thread.
 */
public final class EntryCursor {
  private static final int ATTEMPTS = 64;

  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final PageWalk pages;
  private int next;

  EntryCursor(Segment segment, long root) {
    this.memory = segment.memory();
    this.root = root;
    this.entries = new EntryReader(segment);
    this.pages = new PageWalk(segment, root, entries);
  }

  /** Copies the next entry; false at the end. Expiry is the caller's to judge. */
  public boolean next(EntryCopy into) {
    do {
      while (next < pages.count()) {
        int index = next++;
        if (copy(SlotWord.hash(pages.slot(index)), pages.place(index), into)) {
          return true;
        }
      }
      next = 0;
    } while (pages.nextPage());
    return false;
  }

  /** Copies the entry that now stands at a place; false if that key is gone. */
  private boolean copy(int slotHash, int place, EntryCopy into) {
    for (int i = 0; i < ATTEMPTS; i++) {
      long rootWord = RootLayout.rootAcquire(memory, root);
      long wordAddress = pages.wordAddress(rootWord, slotHash);
      if (wordAddress == 0) {
        return false;
      }
      long word = DirectoryLayout.wordAcquire(memory, wordAddress);
      long page = ExtentLayout.address(DirectoryLayout.page(word));
      if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
        return false;
      }
      long slot = PageLayout.slotAcquire(memory, page + place);
      if (SlotWord.hash(slot) == slotHash && slot != SlotWord.EMPTY) {
        int copied = entries.copy(page + place, slot, into);
        if (copied != EntryReader.CHANGED) {
          return copied == EntryReader.COPIED;
        }
      } else if (DirectoryLayout.wordAcquire(memory, wordAddress) == word
          && RootLayout.rootAcquire(memory, root) == rootWord) {
        return false;
      }
    }
    return false;
  }
}
