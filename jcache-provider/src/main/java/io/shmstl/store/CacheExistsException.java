package io.shmstl.store;

import io.shmstl.segment.ShmException;

/** A cache was to be made under a name that another one has; that one is untouched. */
public final class CacheExistsException extends ShmException {
  private static final long serialVersionUID = 1L;

  CacheExistsException(String name) {
    super("cache '" + name + "' exists already");
  }
}
