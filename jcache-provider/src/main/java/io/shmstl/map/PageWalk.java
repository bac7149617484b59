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

  /** Entries whose memory is asked for at once; a power of two. */
  private static final int ENTRIES_AT_ONCE = 16;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final long[] slots = new long[PageLayout.SLOTS];
  private final int[] places = new int[PageLayout.SLOTS];
  private int count;
  private long word;
  private int prefix;
  private boolean isOver;

  /**
   * What was loaded to no other end than to have it near; kept so that the loads are not left out.
   */
  @SuppressWarnings("unused")
  private long loaded;

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

  /** The word of a slot; to be asked for in order, since entries are fetched ahead. */
  long slot(int index) {
    if (index % ENTRIES_AT_ONCE == 0) {
      fetch(index, Math.min(count, index + ENTRIES_AT_ONCE));
    }
    return slots[index];
  }

  /**
   * Loads a word of each of several entries. They lie anywhere in the heap, and each load waits for
   * memory; side by side they wait together, where the reading of one entry leaves no room for the
   * next one's.
   */
  private void fetch(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      long entry = SlotWord.address(slots[i]);
      if (entries.isReserved(entry, EntryLayout.ETERNAL_HEADER_BYTES)) {
        sum += EntryLayout.versionAcquire(memory, entry);
      }
    }
    loaded += sum;
  }

  /** The directory word of the page last copied: another one now says that the page was split. */
  long word() {
    return word;
  }

  /** How many slots of the page last copied have the hash of this one. */
  int countOfHash(int slotHash) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += SlotWord.hash(slots[i]) == slotHash ? 1 : 0;
    }
    return found;
  }

  /** Whether the page last copied had this word in a slot. */
  boolean hasSlot(long slot) {
    for (int i = 0; i < count; i++) {
      if (slots[i] == slot) {
        return true;
      }
    }
    return false;
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
      word = DirectoryLayout.wordAcquire(memory, wordAddress);
      int found = copySlots();
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

  private int copySlots() {
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
        // Stored first and counted then: which slots are empty cannot be predicted.
        slots[found] = slot;
        places[found] = (int) (slotAddress - page);
        if (slot != SlotWord.EMPTY && distance < hashes) {
          found++;
        }
      }
    }
    return found;
  }
}
