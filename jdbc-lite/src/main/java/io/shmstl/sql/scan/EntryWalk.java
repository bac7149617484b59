package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;

/** A walk over entries, for one thread. */
@FunctionalInterface
interface EntryWalk {
  /** Copies the next entry; false at the end. */
  boolean next(EntryCopy into);
}
