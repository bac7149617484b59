package io.shmstl.sync;

import io.shmstl.segment.ShmException;

/** Every pin of a segment belongs to a living member. */
public final class TooManyPinsException extends ShmException {
  private static final long serialVersionUID = 1L;

  TooManyPinsException(int most) {
    super(most + " snapshots of the segment are open, which is the most it can have");
  }
}
