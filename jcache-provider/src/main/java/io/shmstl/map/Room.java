package io.shmstl.map;

import io.shmstl.alloc.Allocator;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Finds room for a block: from the allocator, else by letting garbage go, else by eviction. The
 * order of eviction alone does not make room for large values, since victims lie scattered; after
 * {@value #VICTIMS} victims without a fit the blocks behind the largest hole leave as well, those
 * that are in use by moving elsewhere, until the hole is large enough.
 */
final class Room {
  private static final int VICTIMS = 8;

  /** Holes that are widened before the request is refused. */
  private static final int ROUNDS = 64;

  private final MapContext context;
  private final MemorySegment memory;
  private final Allocator allocator;
  private final Garbage garbage;
  private final SlotChange change;
  private final Eviction eviction;
  private final EntryWriter entryWriter;
  private final Locator locator;
  private final SnapshotReserve reserve;

  Room(MapContext context, Garbage garbage, SlotChange change, Eviction eviction) {
    this.context = context;
    this.memory = context.memory();
    this.allocator = context.allocator();
    this.garbage = garbage;
    this.change = change;
    this.eviction = eviction;
    this.entryWriter = new EntryWriter(context);
    this.locator = new Locator(context);
    this.reserve = new SnapshotReserve(context, eviction);
  }

  /**
   * Takes a block, evicting as needed.
   *
   * @throws FullException if everything that can leave has left and it still does not fit
   */
  long take(long bytes) {
    long block = tryTake(bytes);
    if (block == 0) {
      throw allocator.full("no room in " + context.segment().file(), bytes);
    }
    return block;
  }

  /** Takes a block, evicting as needed; 0 if it cannot be had. */
  long tryTake(long bytes) {
    reserve.keep();
    long block = garbage.takeSpare(bytes);
    if (block == 0) {
      block = allocator.allocate(bytes);
    }
    return block != 0 ? block : makeRoom(bytes);
  }

  /** Takes a block without eviction, with whatever was given up. */
  private long allocate(long bytes) {
    long block = garbage.takeSpare(bytes);
    if (block == 0) {
      garbage.giveSpareBack();
      block = allocator.allocate(bytes);
    }
    return block;
  }

  private long makeRoom(long bytes) {
    // The caller has just been refused: there is more only if garbage went.
    boolean mayFit = garbage.holdsBack();
    garbage.collectAll();
    for (int round = 0; round < ROUNDS; round++) {
      long widest = 0;
      for (int i = 0; i < VICTIMS; i++) {
        long block = mayFit ? allocate(bytes) : 0;
        if (block != 0) {
          return block;
        }
        mayFit = true;
        long victim = eviction.evictOne();
        if (victim == Eviction.NONE) {
          break;
        }
        block = garbage.takeSpare(bytes);
        if (block != 0) {
          return block;
        }
        garbage.giveSpareBack();
        if (widest == 0 || freeBytesAround(victim) > freeBytesAround(widest)) {
          widest = victim;
        }
      }
      long block = allocate(bytes);
      if (block == 0 && garbage.holdsRetired()) {
        garbage.giveUpSnapshots();
        block = allocate(bytes);
      }
      if (block == 0 && widest != 0) {
        block = widen(allocator.freeBlockAround(widest), bytes);
      }
      if (block != 0) {
        return block;
      }
      if (context.get(RootLayout.ENTRIES) == 0) {
        return 0;
      }
    }
    return 0;
  }

  /** Size of the free block that a victim's block went into: it may begin before the victim's. */
  private long freeBytesAround(long victim) {
    return allocator.freeBlockAt(allocator.freeBlockAround(victim));
  }

  /** Lets the blocks behind a hole leave until it is as large as asked. */
  private long widen(long hole, long bytes) {
    long wanted = Allocator.blockBytes(bytes);
    for (long size = allocator.freeBlockAt(hole); size > 0; size = allocator.freeBlockAt(hole)) {
      if (size >= wanted) {
        return allocate(bytes);
      }
      long neighbour = hole + size;
      if (neighbour >= allocator.nextAddress() || !clear(neighbour, hole, wanted)) {
        return allocate(bytes);
      }
    }
    return allocate(bytes);
  }

  /**
   * Moves the entry that lies in a block, or evicts it if it is one of the small queue that nobody
   * has read; false if no slot names an entry there.
   */
  private boolean clear(long block, long hole, long wanted) {
    byte @Nullable [] key = keyAt(block);
    if (key == null) {
      return false;
    }
    int slotHash = KeyHash.slotHash(KeyHash.hash(key, 0, key.length, context.segment().hashSeed()));
    if (!locator.findEntry(block, slotHash)) {
      return false;
    }
    boolean isNext =
        PageLayout.isSmall(memory, locator.page, locator.slotAddress)
            && PageLayout.frequency(memory, locator.slotAddress) == 0;
    if (isNext || !move(block, slotHash, hole, hole + wanted)) {
      eviction.evict(locator.page, locator.slotAddress, locator.slot);
    }
    if (garbage.holdsRetired()) {
      garbage.giveUpSnapshots(); // a pin kept what was to make the hole larger
    }
    garbage.giveSpareBack();
    return allocator.freeBlockAt(hole) > 0;
  }

  /**
   * Replaces an entry by the same value at another place, with a version of its own; false if the
   * only place would be in the hole that is being made.
   */
  private boolean move(long entry, int slotHash, long from, long to) {
    garbage.limit();
    long bytes = EntryLayout.bytes(memory, entry);
    long target = allocator.allocate(bytes);
    if (target == 0) {
      return false;
    }
    if (target >= from && target < to) {
      allocator.free(target, bytes);
      return false;
    }
    long commitVersion = change.begin(locator.page, slotHash);
    entryWriter.copy(target, entry, commitVersion);
    change.replace(locator, slotHash, target, commitVersion);
    context.add(RootLayout.RELOCATIONS, 1);
    return true;
  }

  /** The key of the entry in a block; null if what lies there is not an entry with a key. */
  private byte @Nullable [] keyAt(long block) {
    if (!EntryLayout.hasTag(EntryLayout.versionAcquire(memory, block), context.tag())) {
      return null;
    }
    int flags = EntryLayout.flags(memory, block);
    long bytes = EntryLayout.bytes(memory, block);
    if ((flags & EntryLayout.TOMBSTONE) != 0 || block + bytes > allocator.nextAddress()) {
      return null;
    }
    byte[] key = new byte[EntryLayout.keyLength(memory, block)];
    MemorySegment.copy(
        memory, Layouts.BYTE, block + EntryLayout.headerBytes(flags), key, 0, key.length);
    return key;
  }
}
