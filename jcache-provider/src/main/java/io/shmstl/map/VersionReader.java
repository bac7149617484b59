package io.shmstl.map;

import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;

/**
 * Finds a key as it was in a version that a pin holds. A key may have several slots, that of a
 * tombstone kept for snapshots and that of a later insert: every slot of its hash is followed back
 * until one shows the key.
 */
final class VersionReader {
  private static final int ATTEMPTS = 1_000;

  private final Segment segment;
  private final MemorySegment memory;
  private final long root;
  private final EntryReader entries;
  private final VersionChain chain;

  VersionReader(Segment segment, long root, long version) {
    this.segment = segment;
    this.memory = segment.memory();
    this.root = root;
    this.entries = new EntryReader(segment);
    this.chain = new VersionChain(segment, entries, version);
  }

  /** Copies the entry of a key; false if it had none. */
  boolean find(byte[] key, int length, long hash, EntryCopy into) {
    int slotHash = KeyHash.slotHash(hash);
    for (int i = 0; i < ATTEMPTS; i++) {
      long rootWord = RootLayout.rootAcquire(memory, root);
      long wordAddress = PageWalk.wordAddress(entries, rootWord, slotHash);
      if (wordAddress != 0) {
        long word = DirectoryLayout.wordAcquire(memory, wordAddress);
        if (search(word, key, length, slotHash, into)) {
          return true;
        }
        if (DirectoryLayout.wordAcquire(memory, wordAddress) == word
            && RootLayout.rootAcquire(memory, root) == rootWord) {
          chain.requireReadable();
          return false;
        }
      }
    }
    throw new CorruptException(
        "index of " + segment.file(), root, "words that change at every look", "a page");
  }

  private boolean search(long word, byte[] key, int length, int slotHash, EntryCopy into) {
    long page = ExtentLayout.address(DirectoryLayout.page(word));
    if (!entries.isReserved(page, PageLayout.PAGE_BYTES)) {
      return false;
    }
    int home = PageLayout.home(slotHash);
    for (int i = 0; i < PageLayout.BUCKETS; i++) {
      long bucket = PageLayout.bucket(page, (home + i) & PageLayout.BUCKET_MASK);
      int overflow = PageLayout.overflow(memory, bucket);
      for (int s = 0; s < 7; s++) {
        long slot = PageLayout.slotAcquire(memory, PageLayout.slot(bucket, s));
        if (slot != SlotWord.EMPTY
            && SlotWord.hash(slot) == slotHash
            && chain.resolve(SlotWord.address(slot), into) == VersionChain.VISIBLE
            && into.hasKey(key, length)) {
          return true;
        }
      }
      if (overflow == 0) {
        return false;
      }
    }
    return false;
  }
}
