package io.shmstl.jcache.manager;

import javax.cache.CacheException;

/** Classes of keys and values by the names that are stored. */
public final class StoredTypes {
  private StoredTypes() {}

  /**
   * The class of that name.
   *
   * @param cache name of the cache, for messages
   * @param role what the class is for: {@code keyType} or {@code valueType}
   * @throws CacheException if the loader does not see it
   */
  public static Class<?> find(String cache, String role, String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CacheException(
          "cache %s: its stored %s is %s, which the manager's class loader %s does not see"
              .formatted(cache, role, name, loader),
          e);
    }
  }

  /**
   * Refuses types a caller asks for that are not the cache's.
   *
   * @throws ClassCastException naming both
   */
  public static void require(String cache, String role, Class<?> stored, Class<?> wanted) {
    if (stored != wanted) {
      String loaders =
          stored.getName().equals(wanted.getName())
              ? " (loaded by %s and %s)".formatted(stored.getClassLoader(), wanted.getClassLoader())
              : "";
      throw new ClassCastException(
          "cache %s: its %s is %s, wanted %s%s"
              .formatted(cache, role, stored.getName(), wanted.getName(), loaders));
    }
  }
}
