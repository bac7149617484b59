package io.shmstl.jcache.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * What the factories of a cache's configuration have made: loader, writer, expiry policy,
 * listeners, filters. Closed with the cache, the last made first, those that can be. Guarded by
 * itself.
 */
public final class UserObjects implements AutoCloseable {
  private final String cache;
  private final Deque<Object> objects = new ArrayDeque<>();

  /**
   * No objects yet.
   *
   * @param cache name of the cache, for messages
   */
  public UserObjects(String cache) {
    this.cache = cache;
  }

  /** Takes in an object, to be closed with the cache; returns it. */
  public synchronized <T> T add(T object) {
    objects.push(object);
    return object;
  }

  /** Closes objects of a cache that are not kept here. */
  public static void close(String cache, Collection<Object> others) {
    others.forEach(object -> close(cache, object));
  }

  /** Closes everything; what a close throws is logged and does not keep the rest open. */
  @Override
  public synchronized void close() {
    while (!objects.isEmpty()) {
      close(cache, objects.pop());
    }
  }

  private static void close(String cache, Object object) {
    if (object instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        logger()
            .log(
                Level.WARNING,
                "cache " + cache + ": " + object.getClass().getName() + " could not be closed",
                e);
      }
    }
  }

  private static Logger logger() {
    return System.getLogger(UserObjects.class.getName());
  }
}
