package io.shmstl.map;

import io.shmstl.segment.Layouts;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Writes a complete entry into a block that no slot names yet. */
final class EntryWriter {
  private final MemorySegment memory;
  private final int tag;
  private final long seed;

  EntryWriter(MapContext context) {
    this.memory = context.memory();
    this.tag = context.tag();
    this.seed = context.segment().hashSeed();
  }

  /** Bytes of the entry that {@link #write} will make. */
  static long bytes(int keyLength, int valueLength, long deadlineMs) {
    return (long) EntryLayout.headerBytes(flags(deadlineMs)) + keyLength + valueLength;
  }

  void write(
      long block,
      long previous,
      long commitVersion,
      byte[] key,
      int keyLength,
      byte[] value,
      int valueOffset,
      int valueLength,
      int createdSeconds,
      long deadlineMs) {
    int flags = flags(deadlineMs);
    int check = KeyHash.check(key, 0, keyLength, value, valueOffset, valueLength, seed);
    begin(block);
    EntryLayout.header(memory, block, previous, keyLength, valueLength, flags, check);
    if ((flags & EntryLayout.EXPIRING) != 0) {
      EntryLayout.times(memory, block, createdSeconds, deadlineMs);
    }
    long body = block + EntryLayout.headerBytes(flags);
    MemorySegment.copy(key, 0, memory, Layouts.BYTE, body, keyLength);
    MemorySegment.copy(value, valueOffset, memory, Layouts.BYTE, body + keyLength, valueLength);
    publish(block, commitVersion);
  }

  /** The same key, value and times at another place, as a version of its own. */
  void copy(long block, long entry, long commitVersion) {
    int flags = EntryLayout.flags(memory, entry);
    long deadlineMs =
        (flags & EntryLayout.EXPIRING) == 0
            ? EntryLayout.ETERNAL
            : EntryLayout.deadlineMs(memory, entry);
    copy(block, entry, commitVersion, flags, deadlineMs);
  }

  /** The same key and value with a deadline, for an entry that had no room for one. */
  void copyExpiring(long block, long entry, long commitVersion, long deadlineMs) {
    copy(block, entry, commitVersion, EntryLayout.EXPIRING, deadlineMs);
  }

  private void copy(long block, long entry, long commitVersion, int flags, long deadlineMs) {
    int oldFlags = EntryLayout.flags(memory, entry);
    int keyLength = EntryLayout.keyLength(memory, entry);
    int valueLength = EntryLayout.valueLength(memory, entry);
    // The check moves along unseen: what was damaged stays so.
    int check = EntryLayout.check(memory, entry);
    begin(block);
    EntryLayout.header(memory, block, entry, keyLength, valueLength, flags, check);
    if ((flags & EntryLayout.EXPIRING) != 0) {
      int createdSeconds =
          (oldFlags & EntryLayout.EXPIRING) == 0 ? 0 : EntryLayout.createdSeconds(memory, entry);
      EntryLayout.times(memory, block, createdSeconds, deadlineMs);
    }
    MemorySegment.copy(
        memory,
        entry + EntryLayout.headerBytes(oldFlags),
        memory,
        block + EntryLayout.headerBytes(flags),
        (long) keyLength + valueLength);
    publish(block, commitVersion);
  }

  /** A tombstone over what {@code previous} names. */
  void writeTombstone(long block, long previous, long commitVersion) {
    begin(block);
    EntryLayout.header(memory, block, previous, 0, 0, EntryLayout.TOMBSTONE, 0);
    publish(block, commitVersion);
  }

  /**
   * Invalidates an entry that is about to be freed. A reader that copied it while it was whole
   * fails its look at the version; the fence keeps whatever comes into the block behind this store.
   */
  void invalidate(long entry) {
    EntryLayout.versionOpaque(memory, entry, 0);
    VarHandle.storeStoreFence();
  }

  private void begin(long block) {
    EntryLayout.versionOpaque(memory, block, 0);
    // store-store fence: no byte of the body is visible under the block's former version.
    VarHandle.storeStoreFence();
  }

  /** crash point: before it the block is nobody's, after it the entry is whole but unreachable. */
  private void publish(long block, long commitVersion) {
    // release: pairs with versionAcquire in EntryReader.copyBody; publishes header, key and value.
    EntryLayout.versionRelease(memory, block, EntryLayout.version(tag, commitVersion));
  }

  private static int flags(long deadlineMs) {
    return deadlineMs == EntryLayout.ETERNAL ? 0 : EntryLayout.EXPIRING;
  }
}
