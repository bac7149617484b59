package io.shmstl.map;

import io.shmstl.segment.ShmException;

/** A key or a value is larger than the cache takes; nothing was changed. */
public final class EntryTooLargeException extends ShmException {
  private static final long serialVersionUID = 1L;

  EntryTooLargeException(String what, long bytes, long limit) {
    super(
        "a %s of %,d bytes is larger than the limit of %,d bytes%s"
            .formatted(
                what,
                bytes,
                limit,
                what.equals("value")
                    ? " (1/" + EntryLimits.VALUE_SHARE + " of the cache's capacity)"
                    : ""));
  }
}
