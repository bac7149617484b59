package io.shmstl.jcache.event;

import org.jspecify.annotations.Nullable;

/** Keeps the first failure of several and the others inside it. */
public final class Failures {
  private Failures() {}

  /** The first failure, with the next one suppressed in it; the next one if it is the first. */
  @SuppressWarnings("ReferenceEquality") // an exception cannot be suppressed in itself
  public static <E extends RuntimeException> E add(@Nullable E first, E next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }
}
