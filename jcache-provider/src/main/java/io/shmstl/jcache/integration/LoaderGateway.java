package io.shmstl.jcache.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** The cache loader of one cache handle: the only place where it is called. */
public final class LoaderGateway<K, V> {
  private final CacheLoader<K, V> loader;

  /** A gateway to that loader. */
  public LoaderGateway(CacheLoader<K, V> loader) {
    this.loader = loader;
  }

  /** The user's object, to be closed with the cache. */
  public Object userObject() {
    return loader;
  }

  /**
   * The value the loader has for the key, null if it has none.
   *
   * @throws CacheLoaderException if the loader throws
   */
  public @Nullable V load(K key) {
    try {
      return loader.load(key);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure("the key " + key, e);
    }
  }

  /**
   * The values the loader has, by key; keys it has none for are missing, and whatever it returns
   * beyond the keys asked for is left out.
   *
   * @throws CacheLoaderException if the loader throws or returns null
   */
  public Map<K, V> loadAll(List<K> keys) {
    Map<K, V> loaded;
    try {
      loaded = loader.loadAll(keys);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure(keys.size() + " keys", e);
    }
    if (loaded == null) {
      throw new CacheLoaderException(
          loader.getClass().getName() + ".loadAll returned null, expected a map");
    }
    Map<K, V> wanted = new HashMap<>();
    for (K key : keys) {
      V value = loaded.get(key);
      if (value != null) {
        wanted.put(key, value);
      }
    }
    return wanted;
  }

  private CacheLoaderException failure(String what, RuntimeException cause) {
    return new CacheLoaderException(
        loader.getClass().getName() + " failed to load " + what + ": " + cause, cause);
  }
}
