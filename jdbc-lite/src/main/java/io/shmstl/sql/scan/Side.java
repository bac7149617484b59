package io.shmstl.sql.scan;

import io.shmstl.map.EntryCopy;

/** One of the two halves of an entry. */
enum Side {
  KEY,
  VALUE;

  /** Where its bytes begin in the copy's buffer. */
  int offset(EntryCopy entry) {
    return this == KEY ? entry.keyOffset() : entry.valueOffset();
  }

  /** How many bytes it has. */
  int length(EntryCopy entry) {
    return this == KEY ? entry.keyLength() : entry.valueLength();
  }
}
