package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;

/** One version of a cache's entries, held until it is closed. */
interface EntryVersion extends AutoCloseable {
  /** A walk over all entries of the version, expired ones among them. */
  EntryWalk entries();

  /** The same walk without keys and values: lengths, times and versions are right. */
  EntryWalk headers();

  /** How many entries are visible; -1 where only a walk can tell. */
  long knownSize();

  /** Copies the entry of a key, unless it had expired; false if there is none. */
  boolean get(byte[] key, EntryCopy into);

  /** Whether an entry had not expired when the version was pinned. */
  boolean isVisible(EntryCopy entry);

  @Override
  void close();
}
