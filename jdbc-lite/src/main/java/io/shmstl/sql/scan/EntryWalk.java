package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopies;
import io.shmstl.map.EntryCopy;
import java.util.function.Predicate;

/** A walk over entries, for one thread. */
@FunctionalInterface
interface EntryWalk {
  /** Copies the next entry; false at the end. */
  boolean next(EntryCopy into);

  /**
   * Adds the next entries until there are enough; false at the end. What was added before a failure
   * is right.
   *
   * @param visible which entries count
   */
  default boolean addTo(EntryCopies into, Predicate<EntryCopy> visible) {
    while (!into.isFull()) {
      EntryCopy copy = into.next();
      if (!next(copy)) {
        return false;
      }
      if (visible.test(copy)) {
        into.add();
      }
    }
    return true;
  }
}
