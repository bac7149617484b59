package io.shmstl.registry;

import io.shmstl.alloc.Allocator;
import io.shmstl.alloc.BlockVisitor;
import io.shmstl.segment.CorruptException;
import io.shmstl.segment.FullException;
import io.shmstl.segment.Segment;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry of a space: the name and the descriptor of every cache, in the object {@code caches}
 * of the system segment.
 *
 * <p>What a descriptor says is its owner's matter; here it is bytes. Lookups may be made by any
 * thread at any time and wait for nobody. Changes and {@link #repair} need the writer lease of the
 * system segment and throw an {@link IllegalStateException} without it.
 */
public final class CacheRegistry {
  /** Name of the object that is the table. */
  public static final String OBJECT_NAME = "caches";

  /** Most caches a space may have. */
  public static final int MAX_CACHES = CacheTableLayout.SLOTS;

  /** Longest name of a cache, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 1024;

  /** Longest descriptor. */
  public static final int MAX_DESCRIPTOR_BYTES = 65_536;

  /** Looks at a slot that changes all the time before a reader gives up. */
  private static final int MAX_TRIES = 1000;

  private final Segment segment;
  private final MemorySegment memory;
  private final Allocator allocator;
  private final SystemMap systemMap;

  public CacheRegistry(Segment system, Allocator allocator, SystemMap systemMap) {
    this.segment = system;
    this.memory = system.memory();
    this.allocator = allocator;
    this.systemMap = systemMap;
  }

  /** The descriptors of all caches; of one that changes meanwhile, either the old or the new. */
  public List<byte[]> all() {
    List<byte[]> descriptors = new ArrayList<>();
    long table = table();
    if (table == 0) {
      return descriptors;
    }
    long[] words = copy(table);
    for (int slot = 0; slot < CacheTableLayout.SLOTS; slot++) {
      if (words[slot] == 0 || CacheTableLayout.descriptor(words[slot]) == 0) {
        continue;
      }
      StoredDescriptor stored = read(table, slot);
      if (stored != null) {
        descriptors.add(stored.descriptor());
      }
    }
    return descriptors;
  }

  /** The descriptor of a cache, null if there is no cache of this name. */
  public byte @Nullable [] find(String name) {
    byte[] nameBytes = Names.encode(name, MAX_NAME_BYTES);
    long table = table();
    int slot = table == 0 ? -1 : slotOf(table, nameBytes);
    StoredDescriptor stored = slot < 0 ? null : read(table, slot);
    return stored != null && stored.hasName(nameBytes) ? stored.descriptor() : null;
  }

  /**
   * Enters a cache's descriptor, or replaces the one it has. Writer lease held.
   *
   * @throws FullException if there is no room, or too many caches; then nothing has changed
   */
  public void put(String name, byte[] descriptor) {
    allocator.requireHeld();
    byte[] nameBytes = Names.encode(name, MAX_NAME_BYTES);
    if (descriptor.length > MAX_DESCRIPTOR_BYTES) {
      throw new IllegalArgumentException(
          "descriptor of %d bytes, allowed are 0 to %d"
              .formatted(descriptor.length, MAX_DESCRIPTOR_BYTES));
    }
    long table = tableOrCreate();
    int slot = slotOf(table, nameBytes);
    if (slot < 0) {
      slot = freeSlot(table);
    }
    long bytes = StoredDescriptor.blockBytes(nameBytes, descriptor);
    long block = allocator.allocate(bytes);
    if (block == 0) {
      throw allocator.full("descriptor of a cache in " + segment.file(), bytes);
    }
    StoredDescriptor.write(memory, block, nameBytes, descriptor);
    swap(table, slot, block, hash(nameBytes));
  }

  /**
   * Takes a cache's descriptor out. Writer lease held.
   *
   * @return false if there was none
   */
  public boolean remove(String name) {
    allocator.requireHeld();
    byte[] nameBytes = Names.encode(name, MAX_NAME_BYTES);
    long table = table();
    int slot = table == 0 ? -1 : slotOf(table, nameBytes);
    if (slot < 0) {
      return false;
    }
    swap(table, slot, 0, 0);
    return true;
  }

  /**
   * Shows the block of every descriptor, and changes nothing. The table itself is an object of the
   * system map and is shown by that.
   *
   * @return the number of slots that make no sense or whose block the visitor refused
   */
  public int forEachBlock(BlockVisitor visitor) {
    return walk(visitor, false);
  }

  /**
   * Shows the block of every descriptor, and frees slots that make no sense or whose block the
   * visitor refuses. Writer lease held.
   *
   * @return the number of slots freed
   */
  public int repair(BlockVisitor visitor) {
    allocator.requireHeld();
    return walk(visitor, true);
  }

  /** The slot of a name, -1 if it has none. */
  private int slotOf(long table, byte[] name) {
    long hash = hash(name);
    long[] words = copy(table);
    for (int slot = 0; slot < CacheTableLayout.SLOTS; slot++) {
      if (words[slot] != 0
          && CacheTableLayout.hasHash(words[slot], hash)
          && CacheTableLayout.descriptor(words[slot]) != 0) {
        StoredDescriptor stored = read(table, slot);
        if (stored != null && stored.hasName(name)) {
          return slot;
        }
      }
    }
    return -1;
  }

  /**
   * The table as it is now or, of slots that change, was just before: what {@link #read} then looks
   * at. A process that starts would take longer to look at each slot than to copy all.
   */
  private long[] copy(long table) {
    long[] words = new long[CacheTableLayout.SLOTS];
    MemorySegment.copy(memory, table, MemorySegment.ofArray(words), 0, CacheTableLayout.BYTES);
    return words;
  }

  private int freeSlot(long table) {
    for (int slot = 0; slot < CacheTableLayout.SLOTS; slot++) {
      if (CacheTableLayout.descriptor(CacheTableLayout.slotAcquire(memory, table, slot)) == 0) {
        return slot;
      }
    }
    throw new FullException("table of caches in " + segment.file(), MAX_CACHES + 1L, MAX_CACHES);
  }

  /** What a slot leads to now, null if it is free. */
  private @Nullable StoredDescriptor read(long table, int slot) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      // acquire: pairs with slotRelease in swap; the descriptor is complete.
      long word = CacheTableLayout.slotAcquire(memory, table, slot);
      long block = CacheTableLayout.descriptor(word);
      if (block == 0) {
        return null;
      }
      StoredDescriptor stored = StoredDescriptor.read(segment, block);
      // Separates the copy from the second look at the slot; meets the fence in swap.
      VarHandle.acquireFence();
      if (CacheTableLayout.slotAcquire(memory, table, slot) == word) {
        if (stored == null) {
          throw new CorruptException(
              "table of caches", block, "no descriptor", "one for slot " + slot);
        }
        return stored;
      }
      Thread.onSpinWait();
    }
    throw new CorruptException(
        "table of caches",
        CacheTableLayout.slotAddress(table, slot),
        "another word at each of " + MAX_TRIES + " looks",
        "a slot that changes now and then");
  }

  /** Makes a slot lead to another descriptor, or to none, and frees the one before. */
  private void swap(long table, int slot, long block, long nameHash) {
    long before = CacheTableLayout.slotAcquire(memory, table, slot);
    StoredDescriptor replaced = read(table, slot);
    // release: pairs with slotAcquire in read; publishes the descriptor.
    // crash point: before it the old descriptor counts, after it the new one; the other block is
    // free to recovery.
    CacheTableLayout.slotRelease(
        memory, table, slot, CacheTableLayout.successor(before, block, nameHash));
    if (replaced != null) {
      // Separates the slot's change from the changes of the freed block: who copied any of these
      // sees the slot changed.
      VarHandle.storeStoreFence();
      allocator.free(CacheTableLayout.descriptor(before), replaced.blockBytes());
    }
  }

  private int walk(BlockVisitor visitor, boolean isRepair) {
    int dropped = 0;
    long table = table();
    for (int slot = 0; table != 0 && slot < CacheTableLayout.SLOTS; slot++) {
      long word = CacheTableLayout.slotAcquire(memory, table, slot);
      long block = CacheTableLayout.descriptor(word);
      if (block == 0) {
        continue;
      }
      StoredDescriptor stored = StoredDescriptor.read(segment, block);
      if (stored == null || !visitor.visit(block, stored.blockBytes())) {
        dropped++;
        if (isRepair) {
          // release: pairs with slotAcquire in read; nothing is published, readers only lose what
          // was wrong.
          CacheTableLayout.slotRelease(memory, table, slot, CacheTableLayout.successor(word, 0, 0));
        }
      }
    }
    return dropped;
  }

  /**
   * Where the table is, 0 if there is none yet. Not remembered: recovery may have dropped it as
   * damaged.
   */
  private long table() {
    NamedObject table = systemMap.find(OBJECT_NAME);
    return table == null ? 0 : addressOf(table);
  }

  private long tableOrCreate() {
    return addressOf(
        systemMap.findOrCreate(OBJECT_NAME, CacheTableLayout.BYTES, ObjectInitializer.ZEROED));
  }

  private long addressOf(NamedObject table) {
    if (table.bytes() != CacheTableLayout.BYTES) {
      throw new CorruptException(
          "object " + OBJECT_NAME, table.address(), table.bytes(), CacheTableLayout.BYTES);
    }
    segment.requireReserved(table.address(), table.bytes());
    return table.address();
  }

  private long hash(byte[] name) {
    return Names.hash(segment.hashSeed(), name, 0, name.length);
  }
}
