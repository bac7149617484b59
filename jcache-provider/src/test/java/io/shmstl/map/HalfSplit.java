package io.shmstl.map;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the only page of a map by hand, as {@link PageSplit} does, and stops after some of the
 * stores to the directory.
 */
final class HalfSplit {
  private final MapKit kit;
  private final MemorySegment memory;
  private final long directory;
  private final int depth;
  private final int page;
  private int lower;
  private int upper;

  private HalfSplit(MapKit kit, long directory, int depth) {
    this.kit = kit;
    this.memory = kit.memory();
    this.directory = directory;
    this.depth = depth;
    this.page = kit.context().page(0);
  }

  /** A directory of some depth whose words all name the map's first page. */
  static HalfSplit prepare(MapKit kit, int depth) {
    long word = kit.context().directoryWord(0);
    long previous = RootWord.directory(kit.context().rootWord());
    for (int d = 1; d <= depth; d++) {
      long larger = kit.allocator().allocate(DirectoryLayout.bytes(d));
      DirectoryLayout.format(kit.memory(), larger, d, previous);
      for (long i = 0; i < 1L << d; i++) {
        DirectoryLayout.wordRelease(kit.memory(), DirectoryLayout.wordAddressAt(larger, i), word);
      }
      previous = larger;
    }
    RootLayout.rootRelease(kit.memory(), kit.context().root(), RootWord.of(previous, depth));
    return new HalfSplit(kit, previous, depth);
  }

  List<String> fillPage(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add("key-" + i);
      kit.put("key-" + i, new byte[i % 30]);
    }
    return keys;
  }

  int page() {
    return page;
  }

  int lower() {
    return lower;
  }

  int upper() {
    return upper;
  }

  /** The split up to its n-th store into the directory; no slot of the old page is cleared. */
  void storeWords(int stores) {
    IndexExtents extents = new IndexExtents(kit.context());
    upper = extents.takePage(room());
    lower = extents.takePage(room());
    Stamps.allOdd(memory, page);
    Stamps.allOdd(memory, upper);
    Stamps.allOdd(memory, lower);
    new PageSplit(kit.context()).fill(page, lower, upper, 1 << 31);
    int words = 1 << depth;
    for (int index = words - 1; index >= words - stores; index--) {
      long at = DirectoryLayout.wordAddressAt(directory, index);
      long replaced = DirectoryLayout.wordAcquire(memory, at);
      int named = index < words / 2 ? lower : upper;
      DirectoryLayout.wordRelease(memory, at, DirectoryLayout.word(named, 1, replaced));
    }
  }

  private Room room() {
    Garbage garbage = new Garbage(kit.context());
    SlotChange change = new SlotChange(kit.context(), garbage);
    return new Room(kit.context(), garbage, change, new Eviction(kit.context(), change));
  }
}
