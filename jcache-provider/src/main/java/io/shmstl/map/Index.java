package io.shmstl.map;

import java.lang.foreign.MemorySegment;

/**
 * Extendible hashing (Fagin et al., TODS 1979), writer's side: a page that is full splits alone, so
 * growth never stalls for the size of the map.
 */
final class Index {
  /**
   * A directory may take one part of the capacity in this many: ten times what evenly spread hashes
   * of the smallest entries need. Hashes that are equal in more bits evict each other.
   */
  private static final int DIRECTORY_SHARE = 64;

  private final MapContext context;
  private final MemorySegment memory;
  private final PageSplit split;
  private final Garbage garbage;
  private final Room room;
  private final Eviction eviction;

  Index(MapContext context, Garbage garbage, Room room, Eviction eviction) {
    this.context = context;
    this.memory = context.memory();
    this.split = new PageSplit(context);
    this.garbage = garbage;
    this.room = room;
    this.eviction = eviction;
  }

  /** Finds a free slot for a new key, splitting or evicting as needed; false if there is none. */
  boolean findSlot(Locator locator, int slotHash) {
    for (int i = 0; i <= RootWord.MAX_DEPTH; i++) {
      int page = context.page(slotHash);
      if (PageLayout.used(memory, page) < PageLayout.SPLIT_ABOVE) {
        return locator.findFree(slotHash);
      }
      if (!split(slotHash)) {
        return locator.findFree(slotHash) || findByEviction(locator, slotHash);
      }
    }
    return locator.findFree(slotHash);
  }

  /** Makes a page that cannot be split evict in itself, at the cost of snapshots if need be. */
  private boolean findByEviction(Locator locator, int slotHash) {
    eviction.evictFrom(context.page(slotHash));
    if (!locator.findFree(slotHash)) {
      garbage.giveUpSnapshots(); // tombstones kept for them fill the page
    }
    return locator.findFree(slotHash);
  }

  private boolean split(int slotHash) {
    int localDepth = DirectoryLayout.localDepth(context.directoryWord(slotHash));
    if (localDepth == RootWord.MAX_DEPTH) {
      return false;
    }
    if (localDepth == RootWord.depth(context.rootWord()) && !deepen()) {
      return false;
    }
    return split.run(slotHash, localDepth, room);
  }

  /** Doubles the directory; the old one stays where it is for readers that stand in it. */
  private boolean deepen() {
    long rootWord = context.rootWord();
    int depth = RootWord.depth(rootWord);
    long bytes = DirectoryLayout.bytes(depth + 1);
    if (bytes > context.segment().capacityBytes() / DIRECTORY_SHARE) {
      return false;
    }
    long larger = room.tryTake(bytes);
    if (larger == 0) {
      return false;
    }
    long directory = RootWord.directory(rootWord);
    DirectoryLayout.format(memory, larger, depth + 1, directory);
    for (long i = 0; i < 1L << depth; i++) {
      long word = DirectoryLayout.wordAcquire(memory, DirectoryLayout.wordAddressAt(directory, i));
      DirectoryLayout.wordRelease(memory, DirectoryLayout.wordAddressAt(larger, 2 * i), word);
      DirectoryLayout.wordRelease(memory, DirectoryLayout.wordAddressAt(larger, 2 * i + 1), word);
    }
    // crash point: before it the larger directory is nobody's, after it it is in force.
    // release: pairs with rootAcquire in MapReader.attempt; publishes all its words.
    RootLayout.rootRelease(memory, context.root(), RootWord.of(larger, depth + 1));
    return true;
  }
}
