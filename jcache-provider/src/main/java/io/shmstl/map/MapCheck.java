package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.Layouts;
import io.shmstl.sync.CommitVersion;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The invariants of a map as code, for tests and for operators: directory words cover every prefix
 * once, every slot leads to an entry of its hash in the page that its hash names, no key is there
 * twice, overflow counts reach every entry, counts agree, no stamp is odd. Under the lease; changes
 * nothing, and touches nothing outside the heap whatever the words say.
 */
final class MapCheck {
  private static final int MAX_DESCRIBED = 50;

  private final MapContext context;
  private final MemorySegment memory;
  private final List<String> problems = new ArrayList<>();
  private final Set<Integer> pages = new HashSet<>();
  private long entries;
  private long entryBytes;
  private long smallEntries;
  private long expiringEntries;
  private long tombstones;

  MapCheck(MapContext context) {
    this.context = context;
    this.memory = context.memory();
  }

  List<String> run() {
    long rootWord = context.rootWord();
    long directory = RootWord.directory(rootWord);
    int depth = RootWord.depth(rootWord);
    if (depth > RootWord.MAX_DEPTH
        || !context.segment().isReserved(directory, DirectoryLayout.bytes(depth))
        || !DirectoryLayout.isDirectory(memory, directory, depth)) {
      problem("root names no directory: address %d, depth %d".formatted(directory, depth));
      return problems;
    }
    for (long index = 0; index < 1L << depth; ) {
      index += checkPage(directory, depth, index);
    }
    same("entries", RootLayout.ENTRIES, entries);
    same("entry bytes", RootLayout.ENTRY_BYTES, entryBytes);
    same("small entries", RootLayout.SMALL_ENTRIES, smallEntries);
    same("expiring entries", RootLayout.EXPIRING_ENTRIES, expiringEntries);
    same("tombstones", RootLayout.TOMBSTONES, tombstones);
    same("counted version", RootLayout.COUNTED_VERSION, CommitVersion.current(context.segment()));
    same("pages", RootLayout.PAGES, pages.size());
    return problems;
  }

  /** Checks the page that the index-th word names; returns how many words name it. */
  private long checkPage(long directory, int depth, long index) {
    long word =
        DirectoryLayout.wordAcquire(memory, DirectoryLayout.wordAddressAt(directory, index));
    int page = DirectoryLayout.page(word);
    int localDepth = DirectoryLayout.localDepth(word);
    if (localDepth > depth) {
      problem(
          "word %d: local depth %d is greater than global depth %d"
              .formatted(index, localDepth, depth));
      return 1;
    }
    long words = 1L << (depth - localDepth);
    if ((index & words - 1) != 0) {
      problem("word %d cannot be the first of %d".formatted(index, words));
      return 1;
    }
    for (long i = index; i < index + words; i++) {
      long other = DirectoryLayout.wordAcquire(memory, DirectoryLayout.wordAddressAt(directory, i));
      if (DirectoryLayout.page(other) != page || DirectoryLayout.localDepth(other) != localDepth) {
        problem("words %d and %d should name one page".formatted(index, i));
      }
    }
    if (!isPage(page) || !pages.add(page)) {
      problem("word %d names page %d, which is named elsewhere or is none".formatted(index, page));
      return words;
    }
    checkSlots(page, (int) (index << (32 - depth)), localDepth);
    return words;
  }

  private void checkSlots(int page, int firstHash, int localDepth) {
    long address = ExtentLayout.address(page);
    int[] overflow = new int[PageLayout.BUCKETS];
    Set<String> keys = new HashSet<>();
    int used = 0;
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      for (int s = 0; s < 7; s++) {
        long at = PageLayout.slot(PageLayout.bucket(address, b), s);
        long slot = PageLayout.slotAcquire(memory, at);
        boolean isSmall = PageLayout.isSmall(memory, page, at);
        if (slot == SlotWord.EMPTY) {
          if (isSmall) {
            problem("the empty slot at %d has its small bit set".formatted(at));
          }
          continue;
        }
        used++;
        int hash = SlotWord.hash(slot);
        for (int i = PageLayout.home(hash); i != b; i = i + 1 & PageLayout.BUCKET_MASK) {
          overflow[i]++;
        }
        long distance = (hash & 0xFFFF_FFFFL) - (firstHash & 0xFFFF_FFFFL);
        if (distance < 0 || distance >= 1L << (32 - localDepth)) {
          problem("slot at %d: hash %08x is of another page".formatted(at, hash));
        }
        checkEntry(slot, at, isSmall, keys);
      }
    }
    if (used != PageLayout.used(memory, page)) {
      problem(
          "page at %d: count %d, used %d".formatted(address, PageLayout.used(memory, page), used));
    }
    checkBuckets(page, overflow);
  }

  private void checkBuckets(int page, int[] overflow) {
    long address = ExtentLayout.address(page);
    for (int b = 0; b < PageLayout.BUCKETS; b++) {
      int count = PageLayout.overflow(memory, PageLayout.bucket(address, b));
      if (count != PageLayout.STUCK && count != overflow[b]) {
        problem(
            "bucket %d of page %d: overflow %d, expected %d"
                .formatted(b, address, count, overflow[b]));
      }
      if ((memory.get(Layouts.LONG, ExtentLayout.stamp(page, b)) & 1) != 0) {
        problem("bucket %d of page %d: odd stamp".formatted(b, address));
      }
    }
  }

  private void checkEntry(long slot, long at, boolean isSmall, Set<String> keys) {
    long entry = SlotWord.address(slot);
    if (!isEntry(entry)) {
      problem("slot at %d names %d, where no entry is".formatted(at, entry));
      return;
    }
    int flags = EntryLayout.flags(memory, entry);
    if ((flags & EntryLayout.TOMBSTONE) != 0) {
      tombstones++;
      return;
    }
    long seed = context.segment().hashSeed();
    long body = entry + EntryLayout.headerBytes(flags);
    byte[] key = bytes(body, EntryLayout.keyLength(memory, entry));
    byte[] value = bytes(body + key.length, EntryLayout.valueLength(memory, entry));
    if (KeyHash.check(key, 0, key.length, value, 0, value.length, seed)
        != EntryLayout.check(memory, entry)) {
      problem("entry at %d: key and value do not fit their check".formatted(entry));
    }
    long hash = KeyHash.hash(key, 0, key.length, seed);
    if (KeyHash.slotHash(hash) != SlotWord.hash(slot)) {
      problem("slot at %d: the hash of its entry's key is another".formatted(at));
    }
    if (!keys.add(Arrays.toString(key))) {
      problem("slot at %d: its key has another slot too".formatted(at));
    }
    entries++;
    entryBytes += Allocator.blockBytes(EntryLayout.bytes(memory, entry));
    smallEntries += isSmall ? 1 : 0;
    expiringEntries += (flags & EntryLayout.EXPIRING) == 0 ? 0 : 1;
  }

  private byte[] bytes(long from, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(memory, Layouts.BYTE, from, bytes, 0, length);
    return bytes;
  }

  private boolean isPage(int page) {
    long extent = ExtentLayout.extent(page);
    return context.segment().isReserved(extent, ExtentLayout.BYTES)
        && ExtentLayout.isExtent(memory, extent);
  }

  private boolean isEntry(long entry) {
    return context.segment().isReserved(entry, EntryLayout.ETERNAL_HEADER_BYTES)
        && EntryLayout.hasTag(EntryLayout.versionAcquire(memory, entry), context.tag())
        && EntryLayout.valueLength(memory, entry) >= 0
        && context.segment().isReserved(entry, EntryLayout.bytes(memory, entry));
  }

  private void same(String what, long field, long found) {
    if (context.get(field) != found) {
      problem("%s: counter says %d, there are %d".formatted(what, context.get(field), found));
    }
  }

  private void problem(String description) {
    if (problems.size() < MAX_DESCRIBED) {
      problems.add(description);
    }
  }
}
