package io.shmstl.jcache.near;

import io.shmstl.map.EntryCopy;

/** The shared contents that a near tier stands in front of. Any thread. */
public interface NearSource {
  /** The stamp under which an entry just found is its key's; 0 if it changes or has changed. */
  long stamp(EntryCopy found);

  /**
   * The stamp under which an entry that was found some time ago, and has no deadline, is still its
   * key's; 0 if it changes or has changed.
   */
  long stamp(long stampAddress, long slotAddress, long slot, long version);

  /** What the use of a kept value must not outlast, so that eviction hears of it. */
  int age();

  /** Whether what was found under a stamp is still its key's, the age the same, and not expired. */
  boolean isCurrent(long stampAddress, long stamp, int age, long deadlineMs);
}
