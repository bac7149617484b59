package io.shmstl.map;

import io.shmstl.segment.Segment;
import io.shmstl.sync.CommitVersion;

/**
 * Goes from an entry back to the version of its key that a snapshot sees: the newest that is not
 * newer than the pin. The pin keeps every entry of the chain that was superseded after it, so a hop
 * that fails its validation means that the snapshot had to give way.
 */
final class VersionChain {
  /** The key was there: the copy is what the snapshot sees. */
  static final int VISIBLE = 0;

  /** The key was not there, or not any more. */
  static final int INVISIBLE = 1;

  private final Segment segment;
  private final EntryReader entries;
  private final long version;

  VersionChain(Segment segment, EntryReader entries, long version) {
    this.segment = segment;
    this.entries = entries;
    this.version = version;
  }

  /**
   * Copies what the snapshot sees of a key.
   *
   * @param newest address of the entry that a slot of the key names
   * @throws SnapshotTooOldException if it can no longer be told
   * @throws io.shmstl.segment.CorruptException if the entry is damaged
   */
  int resolve(long newest, EntryCopy into) {
    long entry = newest;
    long newer = Long.MAX_VALUE;
    while (entry != 0) {
      if (!entries.copyRetained(entry, into)) {
        throw tooOld();
      }
      if (into.version() <= version) {
        requireReadable();
        entries.requireWhole(entry, into);
        return into.isTombstone() ? INVISIBLE : VISIBLE;
      }
      newer = older(into, newer);
      entry = into.previous();
    }
    requireReadable();
    return INVISIBLE;
  }

  /** The same of an entry's header alone. */
  int resolveHeader(long newest, EntryCopy into) {
    long entry = newest;
    long newer = Long.MAX_VALUE;
    while (entry != 0) {
      if (!entries.copyRetainedHeader(entry, into)) {
        throw tooOld();
      }
      if (into.version() <= version) {
        requireReadable();
        return into.isTombstone() ? INVISIBLE : VISIBLE;
      }
      newer = older(into, newer);
      entry = into.previous();
    }
    requireReadable();
    return INVISIBLE;
  }

  /** Versions fall along a chain, so it ends; one that does not fall is another key's block. */
  private long older(EntryCopy copy, long newer) {
    if (copy.version() >= newer) {
      throw tooOld();
    }
    return copy.version();
  }

  /**
   * After a copy and before it is delivered. The copy's own acquire fence stands before this load:
   * pairs with the full fence between the writer's raising of the minimum and its first free.
   */
  void requireReadable() {
    if (CommitVersion.minimumReadable(segment) > version) {
      throw tooOld();
    }
  }

  private SnapshotTooOldException tooOld() {
    return new SnapshotTooOldException(version, CommitVersion.minimumReadable(segment));
  }
}
