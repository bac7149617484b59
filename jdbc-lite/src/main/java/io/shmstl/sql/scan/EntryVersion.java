package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;

/** One version of a cache's entries, held until it is closed. */
interface EntryVersion extends AutoCloseable {
  /** A walk over all entries of the version, expired ones among them. */
  EntryWalk entries();

  /** Copies the entry of a key, unless it had expired; false if there is none. */
  boolean get(byte[] key, EntryCopy into);

  /** Whether an entry had not expired when the version was pinned. */
  boolean isVisible(EntryCopy entry);

  @Override
  void close();
}
