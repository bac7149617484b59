package io.shmstl.store;

import io.shmstl.segment.ShmException;

/** The cache was destroyed, here or by another process; nothing was changed. */
public final class CacheDestroyedException extends ShmException {
  private static final long serialVersionUID = 1L;

  CacheDestroyedException(String name) {
    super("cache '" + name + "' was destroyed; create it again or get the one that replaced it");
  }
}
