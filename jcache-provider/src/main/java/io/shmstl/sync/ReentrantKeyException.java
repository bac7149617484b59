package io.shmstl.sync;

/**
 * A thread asked for the lock of a key it holds already: user code that runs for a key (an entry
 * processor, a loader, a writer) used the cache for the same key.
 */
public final class ReentrantKeyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ReentrantKeyException(int stripe) {
    super(
        "the thread holds the lock of this key already (stripe "
            + stripe
            + "): code that runs for a key must not change the same key through the cache");
  }
}
