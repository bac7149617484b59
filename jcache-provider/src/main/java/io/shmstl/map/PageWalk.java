package io.shmstl.map;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Copies the slot words of one page after another, in the order of hash prefixes. A copy is taken
 * again until neither the page's directory word nor the root has changed meanwhile, and a slot
 * counts only if its hash is one that the word covers: a split clears the slots it has moved last.
 * So every key belongs to exactly one of the copies. For one thread.
 */
final class PageWalk {
  private static final int ATTEMPTS = 64;
  private static final int PAGE_WORDS = (int) (PageLayout.PAGE_BYTES / Long.BYTES);
  private static final int BUCKET_WORDS = PageLayout.BUCKET_BYTES / Long.BYTES;
  private static final int FIRST_SLOT_WORD = PageLayout.FIRST_SLOT / Long.BYTES;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;

  /** An array for a page that no walk uses at the moment: most walks are short. */
  private static final AtomicReference<long @Nullable []> SPARE = new AtomicReference<>();

  private static final long[] NOTHING = {};

  /** The page; its slots that count move to the front. */
  private long[] words = NOTHING;

  private final boolean hasPlaces;
  private final int[] places;
  private int count;
  private long word;
  private int prefix;
  private boolean isOver;

  /**
   * A walk before the first page.
   *
   * @param hasPlaces whether {@link #place} will be asked
   */
  PageWalk(Segment segment, long root, EntryReader entries, boolean hasPlaces) {
    this.segment = segment;
    this.memory = segment.memory();
    this.root = root;
    this.entries = entries;
    this.hasPlaces = hasPlaces;
    this.places = new int[hasPlaces ? PageLayout.SLOTS : 0];
  }

  /** Slots of the page last copied that are not empty. */
  int count() {
    return count;
  }

  /** The word of a slot. */
  long slot(int index) {
    return words[index];
  }

  /** The directory word of the page last copied: another one now says that the page was split. */
  long word() {
    return word;
  }

  /** How many slots of the page last copied have the hash of this one. */
  int countOfHash(int slotHash) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += SlotWord.hash(words[i]) == slotHash ? 1 : 0;
    }
    return found;
  }

  /** Whether the page last copied had this word in a slot. */
  boolean hasSlot(long slot) {
    for (int i = 0; i < count; i++) {
      if (words[i] == slot) {
        return true;
      }
    }
    return false;
  }

  /** Offset of a slot from the start of its page. */
  int place(int index) {
    return places[index] * Long.BYTES;
  }

  /** Whether the page last copied was the last one. */
  boolean isOver() {
    return isOver;
  }

  /** Lets go of the page last copied, whose slots are not asked for any more. */
  void forget() {
    count = 0;
    long[] spare = words;
    words = NOTHING;
    if (spare.length > 0) {
      SPARE.set(spare);
    }
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
      long wordAddress = wordAddress(entries, rootWord, prefix);
      if (wordAddress == 0) {
        continue;
      }
      word = DirectoryLayout.wordAcquire(memory, wordAddress);
      if (DirectoryLayout.localDepth(word) > RootWord.depth(rootWord)) {
        continue; // no page covers less than a word; a walk that believed it would not end
      }
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
  static long wordAddress(EntryReader entries, long rootWord, int slotHash) {
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
    if (words.length == 0) {
      long[] spare = SPARE.getAndSet(null);
      words = spare == null ? new long[PAGE_WORDS] : spare;
    }
    // Lengths and places are multiples of eight, so the copy moves whole words.
    MemorySegment.copy(memory, Layouts.LONG, page, words, 0, PAGE_WORDS);
    // acquire fence: pairs with slotRelease, as slotAcquire would; and the copy stays above the
    // second looks at the directory word and the root.
    VarHandle.acquireFence();
    long hashes = 1L << (32 - DirectoryLayout.localDepth(word));
    int found = 0;
    for (int bucket = 0; bucket < PAGE_WORDS; bucket += BUCKET_WORDS) {
      for (int i = FIRST_SLOT_WORD; i < BUCKET_WORDS; i++) {
        long slot = words[bucket + i];
        long distance = Integer.toUnsignedLong(SlotWord.hash(slot) - prefix);
        // Stored first and counted by its signs then: which slots are empty cannot be predicted.
        words[found] = slot;
        if (hasPlaces) {
          places[found] = bucket + i;
        }
        found += (int) ((slot | -slot) >>> 63 & (distance - hashes) >>> 63);
      }
    }
    return found;
  }
}
