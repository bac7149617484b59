package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.Segment;
import io.shmstl.sync.CommitVersion;
import io.shmstl.sync.Pins;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/**
 * What the writer's parts share: the segment, the root's address, the allocator and the pins.
 *
 * @param root address of the map's {@link RootLayout}
 * @param clockMs wall clock in milliseconds since 1970, read only for entries with a deadline and
 *     while snapshots are open
 * @param snapshotAgeMs from this age on a snapshot ends once it makes the writer keep something
 */
record MapContext(
    Segment segment,
    MemorySegment memory,
    long root,
    int tag,
    Allocator allocator,
    Pins pins,
    LongSupplier clockMs,
    long snapshotAgeMs) {

  long get(long field) {
    return RootLayout.get(memory, root, field);
  }

  void set(long field, long value) {
    RootLayout.set(memory, root, field, value);
  }

  void add(long field, long delta) {
    RootLayout.add(memory, root, field, delta);
  }

  long rootWord() {
    return RootLayout.rootAcquire(memory, root);
  }

  /**
   * The directory word in force for a slot hash.
   *
   * @throws CorruptException if it covers less than a word: who goes from page to page by it would
   *     not come to an end
   */
  long directoryWord(int slotHash) {
    long rootWord = rootWord();
    int depth = RootWord.depth(rootWord);
    long at = DirectoryLayout.wordAddress(RootWord.directory(rootWord), depth, slotHash);
    long word = DirectoryLayout.wordAcquire(memory, at);
    if (DirectoryLayout.localDepth(word) > depth) {
      throw new CorruptException(
          "directory in " + segment.file(),
          at,
          DirectoryLayout.localDepth(word),
          "at most " + depth);
    }
    return word;
  }

  /** The page in force for a slot hash. */
  int page(int slotHash) {
    return DirectoryLayout.page(directoryWord(slotHash));
  }

  /** The commit version that the change under way will have. */
  long nextCommitVersion() {
    return CommitVersion.current(segment) + 1;
  }
}
