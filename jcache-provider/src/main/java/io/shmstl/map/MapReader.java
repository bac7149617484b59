package io.shmstl.map;

import io.shmstl.segment.Segment;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pin;
import io.shmstl.sync.Pins;
import io.shmstl.sync.TooManyPinsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * Finds a key without a lock: any thread of any process, at any time. A hit costs two cache lines
 * that depend on each other, the bucket's and the entry's; the directory is small and stays near.
 *
 * <p>Every loop is bounded. A key whose entry changes faster than it can be copied (a hot, large
 * value) is read under a low pin after {@value #UNPINNED_ATTEMPTS} attempts; if even that fails it
 * counts as a miss, which a cache may always answer.
 */
final class MapReader {
  private static final int UNPINNED_ATTEMPTS = 8;
  private static final int PINNED_ATTEMPTS = 64;

  private static final int FOUND = 0;
  private static final int ABSENT = 1;
  private static final int AGAIN = 2;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final Pins pins;
  private final EntryReader entries;
  private final NextVictims nextVictims;
  private final Garbage garbage;
  private final LongAdder unreadable = new LongAdder();

  MapReader(Segment segment, long root, Pins pins, NextVictims nextVictims, Garbage garbage) {
    this.segment = segment;
    this.memory = segment.memory();
    this.root = root;
    this.pins = pins;
    this.entries = new EntryReader(segment);
    this.nextVictims = nextVictims;
    this.garbage = garbage;
  }

  /** Copies the entry of a key; false if there is none. Expiry is the caller's to judge. */
  boolean find(byte[] key, int length, long hash, EntryCopy into) {
    int slotHash = KeyHash.slotHash(hash);
    for (int i = 0; i < UNPINNED_ATTEMPTS; i++) {
      int outcome = attempt(key, length, slotHash, into, false);
      if (outcome != AGAIN) {
        return outcome == FOUND;
      }
      Thread.onSpinWait();
    }
    return findPinned(key, length, slotHash, into);
  }

  /**
   * Loads a word of each line that a change of the key is about to touch: side by side, where the
   * change by itself would come to one of them after the other. What is read is not believed, only
   * checked to lie where it may be touched.
   */
  long fetch(long hash) {
    int slotHash = KeyHash.slotHash(hash);
    long rootWord = RootLayout.rootAcquire(memory, root);
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    if (depth > RootWord.MAX_DEPTH
        || !entries.isReserved(directory, DirectoryLayout.bytes(depth))) {
      return 0;
    }
    long word =
        DirectoryLayout.wordAcquire(
            memory, DirectoryLayout.wordAddress(directory, depth, slotHash));
    int page = DirectoryLayout.page(word);
    long address = ExtentLayout.address(page);
    int home = PageLayout.home(slotHash);
    long stampAddress = ExtentLayout.stamp(page, home);
    if (!entries.isReserved(address, PageLayout.PAGE_BYTES)
        || !entries.isReserved(stampAddress, Long.BYTES)) {
      return 0;
    }
    long stamp = Stamps.acquire(memory, stampAddress) + garbage.fetch(entries);
    long bucket = PageLayout.bucket(address, home);
    int candidates = PageLayout.slotsOf(memory, bucket, slotHash);
    if (candidates == 0) {
      return stamp + fetchForNewKey(page, home);
    }
    long slotAddress = PageLayout.slot(bucket, Integer.numberOfTrailingZeros(candidates));
    long slot = PageLayout.slotAcquire(memory, slotAddress);
    return stamp + entries.fetched(SlotWord.address(slot));
  }

  /**
   * What else the change touches if the key is new: its ghosts, and whoever has to leave for it.
   */
  private long fetchForNewKey(int page, int home) {
    long ghosts =
        entries.isReserved(ExtentLayout.ghosts(page, home), Long.BYTES)
            ? Ghosts.load(memory, page, home)
            : 0;
    return ghosts + nextVictims.fetch(entries);
  }

  /**
   * The stamp that stands, even, while an entry found by {@link #find} is what the map holds for
   * its key; 0 if that is over or about to be. From then on an equal stamp at its address means
   * that it still is.
   */
  long stamp(EntryCopy found) {
    // acquire: pairs with Stamps.even; also, the looks at the slot below stay below.
    long stamp = Stamps.acquire(memory, found.stampAddress());
    // The stamp first, then the entry: a change that begins in between makes the stamp another. A
    // deadline is moved in place, under the version that was there.
    boolean isCurrent =
        (stamp & 1) == 0
            && isThere(found.slotAddress(), found.slot(), found.version())
            && (found.deadlineMs() == EntryLayout.ETERNAL
                || EntryLayout.deadlineMs(memory, SlotWord.address(found.slot()))
                    == found.deadlineMs());
    return isCurrent ? stamp : 0;
  }

  /**
   * The same of an entry that was found any time ago, of which is known where it was; also 0 if it
   * is of those whose deadlines move.
   */
  long stamp(long stampAddress, long slotAddress, long slot, long version) {
    // acquire: as above.
    long stamp = Stamps.acquire(memory, stampAddress);
    boolean isCurrent =
        (stamp & 1) == 0
            && isThere(slotAddress, slot, version)
            && (EntryLayout.flags(memory, SlotWord.address(slot)) & EntryLayout.EXPIRING) == 0;
    return isCurrent ? stamp : 0;
  }

  private boolean isThere(long slotAddress, long slot, long version) {
    return PageLayout.slotAcquire(memory, slotAddress) == slot
        && EntryLayout.commitVersion(EntryLayout.versionAcquire(memory, SlotWord.address(slot)))
            == version
        && PageLayout.slotAcquire(memory, slotAddress) == slot;
  }

  /** Reads that were given up as misses because the entry could not be copied whole. */
  long unreadable() {
    return unreadable.sum();
  }

  private boolean findPinned(byte[] key, int length, int slotHash, EntryCopy into) {
    int outcome = AGAIN;
    try {
      Pin pin = pins.openLow();
      try {
        for (int i = 0; i < PINNED_ATTEMPTS && outcome == AGAIN; i++) {
          // Read before any slot. A recovery frees without invalidating and heeds no pin, but
          // raises the minimum first: one that is the same afterwards says that none came by.
          long minimum = CommitVersion.minimumReadable(segment);
          outcome = attempt(key, length, slotHash, into, true);
          if (outcome == FOUND && CommitVersion.minimumReadable(segment) != minimum) {
            outcome = AGAIN;
          }
        }
      } finally {
        pin.close();
      }
    } catch (TooManyPinsException e) {
      logger()
          .log(Level.DEBUG, "a read that kept being overtaken found no pin and became a miss", e);
    }
    if (outcome == AGAIN) {
      unreadable.increment();
    }
    return outcome == FOUND;
  }

  private int attempt(byte[] key, int length, int slotHash, EntryCopy into, boolean pinned) {
    long rootWord = RootLayout.rootAcquire(memory, root);
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    if (depth > RootWord.MAX_DEPTH
        || !entries.isReserved(directory, DirectoryLayout.bytes(depth))) {
      return AGAIN;
    }
    long wordAddress = DirectoryLayout.wordAddress(directory, depth, slotHash);
    long word = DirectoryLayout.wordAcquire(memory, wordAddress);
    int pageReference = DirectoryLayout.page(word);
    long page = ExtentLayout.address(pageReference);
    if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
      return AGAIN;
    }
    int home = PageLayout.home(slotHash);
    for (int i = 0; i < PageLayout.BUCKETS; i++) {
      long bucket = PageLayout.bucket(page, home + i & PageLayout.BUCKET_MASK);
      int overflow = PageLayout.overflow(memory, bucket);
      int outcome = searchBucket(pageReference, bucket, key, length, slotHash, into, pinned);
      if (outcome != ABSENT) {
        return outcome;
      }
      if (overflow == 0) {
        break;
      }
    }
    // acquire fence: the slots were looked at before the words below.
    VarHandle.acquireFence();
    // A miss counts only if neither word moved: a split or a larger directory may have carried the
    // key elsewhere while we looked. One of the two alone is not enough.
    return DirectoryLayout.wordAcquire(memory, wordAddress) == word
            && RootLayout.rootAcquire(memory, root) == rootWord
        ? ABSENT
        : AGAIN;
  }

  private int searchBucket(
      int page, long bucket, byte[] key, int length, int slotHash, EntryCopy into, boolean pinned) {
    int candidates = PageLayout.slotsOf(memory, bucket, slotHash);
    while (candidates != 0) {
      long slotAddress = PageLayout.slot(bucket, Integer.numberOfTrailingZeros(candidates));
      candidates &= candidates - 1;
      long slot = PageLayout.slotAcquire(memory, slotAddress);
      if (SlotWord.hash(slot) != slotHash || slot == SlotWord.EMPTY) {
        continue;
      }
      int copied = pinned ? entries.copyPinned(slot, into) : entries.copy(slotAddress, slot, into);
      if (copied == EntryReader.CHANGED) {
        return AGAIN;
      }
      if (copied == EntryReader.COPIED && into.hasKey(key, length)) {
        int frequency = PageLayout.frequency(memory, slotAddress);
        into.foundAt(page, slotAddress, slot, frequency);
        if (frequency < PageLayout.MAX_FREQUENCY) {
          PageLayout.frequency(memory, slotAddress, frequency + 1);
        }
        return FOUND;
      }
    }
    return ABSENT;
  }

  private static Logger logger() {
    return System.getLogger(MapReader.class.getName());
  }
}
