package io.shmstl.map;

import io.shmstl.segment.Faults;
import io.shmstl.segment.Segment;

/**
 * Walks all entries of one version, which a pin of the caller holds: each key that was there when
 * the pin was opened, once, with the value it had then, whatever has changed since. Takes no lock
 * and is never made to start again by a writer but for the page at hand. For one thread.
 */
public final class VersionCursor {
  private final Segment segment;
  private final EntryBatch batch;
  private final VersionChain chain;
  private final EntryRuns runs;
  private final boolean isOfHeaders;

  private VersionCursor(Segment segment, long root, long version, boolean isOfHeaders) {
    this.segment = segment;
    EntryReader entries = new EntryReader(segment);
    this.batch = new EntryBatch(segment, root, entries);
    this.chain = new VersionChain(segment, entries, version);
    this.runs = new EntryRuns(segment, entries, chain, version);
    this.isOfHeaders = isOfHeaders;
  }

  static VersionCursor ofEntries(Segment segment, long root, long version) {
    return new VersionCursor(segment, root, version, false);
  }

  /** A walk that leaves out key and value. */
  static VersionCursor ofHeaders(Segment segment, long root, long version) {
    return new VersionCursor(segment, root, version, true);
  }

  /**
   * Copies the next entry; false at the end. Expiry is the caller's to judge.
   *
   * @throws SnapshotTooOldException if the version can no longer be read
   */
  public boolean next(EntryCopy into) {
    try {
      boolean isFound = findNext(into);
      Faults.settle();
      return isFound;
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  /**
   * Adds the next entries until there are as many as are wanted; false if there are no more. What
   * was added before a failure is right. For a walk that does not leave out keys and values.
   *
   * @param openedAtMs entries that expired until then are left out
   * @throws SnapshotTooOldException if the version can no longer be read
   * @throws io.shmstl.segment.CorruptException if an entry is damaged
   */
  public boolean addTo(EntryCopies into, long openedAtMs) {
    if (isOfHeaders) {
      throw new IllegalStateException("a walk over headers has no entries to add");
    }
    try {
      boolean hasMore = addNext(into, openedAtMs);
      Faults.settle();
      return hasMore;
    } catch (InternalError e) {
      throw segment.lost(e);
    }
  }

  private boolean addNext(EntryCopies into, long openedAtMs) {
    while (!into.isFull()) {
      int count = batch.countInRun(into.entriesLeft(), into.bytesLeft());
      if (count > 1) {
        runs.add(batch, count, openedAtMs, into);
        continue;
      }
      long entry = batch.next();
      if (entry == 0) {
        chain.requireReadable();
        return false;
      }
      runs.addOne(entry, openedAtMs, into);
    }
    return true;
  }

  private boolean findNext(EntryCopy into) {
    long entry;
    while ((entry = batch.next()) != 0) {
      int seen = isOfHeaders ? chain.resolveHeader(entry, into) : chain.resolve(entry, into);
      if (seen == VersionChain.VISIBLE) {
        return true;
      }
    }
    chain.requireReadable();
    return false;
  }
}
