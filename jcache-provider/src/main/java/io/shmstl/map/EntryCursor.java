package io.shmstl.map;

import io.shmstl.segment.Faults;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Walks all entries, page by page in the order of hash prefixes, without a lock. Weakly consistent:
 * an entry that is there from the first call to the last is delivered once; one that comes, goes or
 * changes meanwhile is delivered in one of its states or not at all. An entry keeps its slot until
 * a split moves it after its page was copied; then the cursor looks for it in the page it moved to.
 * For one thread.
 */
public final class EntryCursor {
  private static final int ATTEMPTS = 64;

  /** Entries whose memory is asked for at once; a power of two. */
  private static final int ENTRIES_AT_ONCE = 32;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final PageWalk pages;
  private int next;

  EntryCursor(Segment segment, long root) {
    this.segment = segment;
    this.memory = segment.memory();
    this.root = root;
    this.entries = new EntryReader(segment);
    this.pages = new PageWalk(segment, root, entries, true);
  }

  /** Copies the next entry; false at the end. Expiry is the caller's to judge. */
  public boolean next(EntryCopy into) {
    try {
      boolean isFound = findNext(into);
      Faults.settle();
      return isFound;
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  private boolean findNext(EntryCopy into) {
    do {
      while (next < pages.count()) {
        if (next % ENTRIES_AT_ONCE == 0) {
          fetch(next, Math.min(pages.count(), next + ENTRIES_AT_ONCE));
        }
        int index = next++;
        if (copy(pages.slot(index), pages.place(index), into)) {
          return true;
        }
      }
      next = 0;
    } while (pages.nextPage());
    return false;
  }

  private void fetch(int from, int to) {
    for (int i = from; i < to; i++) {
      entries.fetch(SlotWord.address(pages.slot(i)));
    }
  }

  /** Copies the entry that now stands where this slot word was found; false if that key is gone. */
  private boolean copy(long seen, int place, EntryCopy into) {
    int slotHash = SlotWord.hash(seen);
    for (int i = 0; i < ATTEMPTS; i++) {
      long rootWord = RootLayout.rootAcquire(memory, root);
      long wordAddress = PageWalk.wordAddress(entries, rootWord, slotHash);
      if (wordAddress == 0) {
        return false;
      }
      long word = DirectoryLayout.wordAcquire(memory, wordAddress);
      long page = ExtentLayout.address(DirectoryLayout.page(word));
      if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
        return false;
      }
      long at = word == pages.word() ? page + place : find(page, seen);
      long slot = at == 0 ? SlotWord.EMPTY : PageLayout.slotAcquire(memory, at);
      if (SlotWord.hash(slot) == slotHash && slot != SlotWord.EMPTY) {
        int copied = entries.copy(at, slot, into);
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

  /**
   * Where a slot word of the page last copied stands in a page that holds its hash now; 0 if it
   * does not. An entry that was written again or relocated since is known by its hash, if the
   * copied page had no other of that hash.
   */
  private long find(long page, long seen) {
    int slotHash = SlotWord.hash(seen);
    int home = PageLayout.home(slotHash);
    long other = 0;
    for (int i = 0; i < PageLayout.BUCKETS; i++) {
      long bucket = PageLayout.bucket(page, home + i & PageLayout.BUCKET_MASK);
      int overflow = PageLayout.overflow(memory, bucket);
      int candidates = PageLayout.slotsOf(memory, bucket, slotHash);
      for (; candidates != 0; candidates &= candidates - 1) {
        long at = PageLayout.slot(bucket, Integer.numberOfTrailingZeros(candidates));
        long slot = PageLayout.slotAcquire(memory, at);
        if (slot == seen) {
          return at;
        }
        if (slot != SlotWord.EMPTY && !pages.hasSlot(slot)) {
          other = at;
        }
      }
      if (overflow == 0) {
        break;
      }
    }
    // acquire fence: the slots were looked at before the caller looks at the words again.
    VarHandle.acquireFence();
    return pages.countOfHash(slotHash) == 1 ? other : 0;
  }
}
