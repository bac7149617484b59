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
  private final PageWalk pages;
  private final VersionChain chain;
  private int next;

  VersionCursor(Segment segment, long root, long version) {
    this.segment = segment;
    EntryReader entries = new EntryReader(segment);
    this.pages = new PageWalk(segment, root, entries);
    this.chain = new VersionChain(segment, entries, version);
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

  private boolean findNext(EntryCopy into) {
    do {
      while (next < pages.count()) {
        if (chain.resolve(pages.slot(next++), into) == VersionChain.VISIBLE) {
          return true;
        }
      }
      next = 0;
    } while (pages.nextPage());
    chain.requireReadable();
    return false;
  }
}
