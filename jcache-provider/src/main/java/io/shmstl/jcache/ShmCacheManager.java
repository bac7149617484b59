package io.shmstl.jcache;

import io.shmstl.jcache.config.Settings;
import io.shmstl.jcache.config.SpaceSettings;
import io.shmstl.jcache.manager.ManagerServices;
import io.shmstl.jcache.manager.StoredTypes;
import io.shmstl.segment.ShmException;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.store.ExportedCache;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * A cache manager: one user's view of a space, the directory its URI names. Caches it opens are
 * shared with every manager and process that opens the same space. Any thread.
 *
 * <p>{@link #getCacheNames} lists the caches opened here, {@link #getRegisteredCacheNames} all
 * there are. Closing the manager closes what was opened here and leaves the contents.
 */
public final class ShmCacheManager implements CacheManager {
  /** Who the manager is. */
  record Identity(
      ShmCachingProvider provider, URI uri, ClassLoader loader, Properties properties) {}

  private final Identity identity;
  private final Space space;
  private final ManagerServices services;
  private final CacheOpener opener;
  private final Map<String, ShmCache<?, ?>> caches = new TreeMap<>();
  private volatile boolean isClosed;

  ShmCacheManager(Identity identity, Path directory, Settings settings, LongSupplier clockMs) {
    this.identity = identity;
    SpaceSettings ofSpace = settings.space();
    this.space = Space.open(directory, options(ofSpace));
    this.services = ManagerServices.start(identity.loader, ofSpace.serialFilter(), clockMs);
    this.opener = new CacheOpener(this, space, settings, services);
  }

  private static StoreOptions options(SpaceSettings settings) {
    StoreOptions defaults = StoreOptions.DEFAULT;
    return new StoreOptions(
        Objects.requireNonNullElse(settings.leaseWait(), defaults.leaseWait()),
        Objects.requireNonNullElse(settings.keyLockWait(), defaults.keyLockWait()),
        Objects.requireNonNullElse(settings.snapshotAge(), defaults.snapshotAge()),
        Objects.requireNonNullElse(settings.groupShared(), defaults.groupShared()));
  }

  /**
   * Creates a cache, or attaches to it if the space has one of that name and its stored
   * configuration matches: types, expiry, codecs, and the capacity if one is asked for. What
   * happens if it does not is the setting {@code shmstl.onMismatch}; by default it is refused.
   *
   * @throws CacheException if this manager has the cache open, the stored configuration differs, or
   *     there is no room for the cache
   * @throws IllegalArgumentException if the capacity is out of range
   * @throws UnsupportedOperationException if values are to be stored by reference
   */
  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    Objects.requireNonNull(cacheName, "cacheName");
    Objects.requireNonNull(configuration, "configuration");
    synchronized (caches) {
      requireOpen();
      if (opened(cacheName) != null) {
        throw new CacheException(
            "cache %s is open in the manager %s already".formatted(cacheName, getURI()));
      }
      ShmCache<K, V> cache =
          guarded(
              cacheName, () -> opener.create(cacheName, ShmConfiguration.copyOf(configuration)));
      caches.put(cacheName, cache);
      return cache;
    }
  }

  /**
   * The cache of that name, opened by its stored configuration if it is not open here; null if the
   * space has none.
   *
   * @throws ClassCastException if its types are others
   * @throws CacheException if the manager's class loader does not see a class of its configuration
   */
  @Override
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    Objects.requireNonNull(cacheName, "cacheName");
    Objects.requireNonNull(keyType, "keyType");
    Objects.requireNonNull(valueType, "valueType");
    ShmCache<?, ?> cache = find(cacheName);
    if (cache == null) {
      return null;
    }
    ShmConfiguration<?, ?> configuration = cache.configuration();
    StoredTypes.require(cacheName, "key type", configuration.getKeyType(), keyType);
    StoredTypes.require(cacheName, "value type", configuration.getValueType(), valueType);
    return unchecked(cache);
  }

  /** The cache of that name whatever its types; as {@link #getCache(String, Class, Class)}. */
  @Override
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    Objects.requireNonNull(cacheName, "cacheName");
    ShmCache<?, ?> cache = find(cacheName);
    return cache == null ? null : unchecked(cache);
  }

  /**
   * Makes a cache from a file that {@link ShmCache#exportTo} has written, with the types, settings
   * and capacity it had then, and every entry that has not expired. No loader, writer or listener
   * is called. Other processes see the cache fill up.
   *
   * @param cacheName the new cache's name, which need not be the old one's
   * @throws NoSuchFileException if there is no such file
   * @throws CacheException if the space has a cache of that name, the file is no export or damaged,
   *     or there is no room
   */
  public <K, V> Cache<K, V> importCache(String cacheName, Path file) throws NoSuchFileException {
    Objects.requireNonNull(cacheName, "cacheName");
    requireOpen();
    try (ExportedCache export = ExportedCache.open(file)) {
      space.importCache(cacheName, export).close();
    } catch (ShmException e) {
      throw new CacheException("cache %s: %s".formatted(cacheName, e.getMessage()), e);
    }
    Cache<K, V> cache = getCache(cacheName);
    if (cache == null) {
      throw new CacheException("cache %s: destroyed just after its import".formatted(cacheName));
    }
    return cache;
  }

  private @Nullable ShmCache<?, ?> find(String cacheName) {
    synchronized (caches) {
      requireOpen();
      ShmCache<?, ?> cache = opened(cacheName);
      if (cache == null) {
        cache = guarded(cacheName, () -> opener.find(cacheName));
        if (cache != null) {
          caches.put(cacheName, cache);
        }
      }
      return cache;
    }
  }

  /** The types were checked, or the caller has declined that. */
  @SuppressWarnings("unchecked")
  private static <K, V> Cache<K, V> unchecked(ShmCache<?, ?> cache) {
    return (Cache<K, V>) cache;
  }

  /** Names of the caches open in this manager, as they are now. */
  @Override
  public Iterable<String> getCacheNames() {
    synchronized (caches) {
      requireOpen();
      List<String> names = new ArrayList<>();
      // A copy: a cache that was destroyed elsewhere closes itself when it is asked, and leaves.
      for (ShmCache<?, ?> cache : List.copyOf(caches.values())) {
        if (!cache.isClosed()) {
          names.add(cache.getName());
        }
      }
      return Collections.unmodifiableList(names);
    }
  }

  /** Names of all caches of the space, whoever created them, as they are now. */
  public SortedSet<String> getRegisteredCacheNames() {
    requireOpen();
    SortedSet<String> names = new TreeSet<>();
    for (CacheDescriptor descriptor : guarded("the registry", space::caches)) {
      names.add(descriptor.name());
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /**
   * Destroys a cache and its contents for every process, whether or not this manager has it open;
   * does nothing if the space has none of that name.
   */
  @Override
  public void destroyCache(String cacheName) {
    Objects.requireNonNull(cacheName, "cacheName");
    ShmCache<?, ?> cache;
    synchronized (caches) {
      requireOpen();
      cache = caches.remove(cacheName);
    }
    try {
      if (cache != null) {
        cache.close();
      }
    } finally {
      guarded(cacheName, () -> space.destroy(cacheName));
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    requireOpened(cacheName).setManagementEnabled(enabled);
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    requireOpened(cacheName).setStatisticsEnabled(enabled);
  }

  private ShmCache<?, ?> requireOpened(String cacheName) {
    Objects.requireNonNull(cacheName, "cacheName");
    synchronized (caches) {
      requireOpen();
      ShmCache<?, ?> cache = opened(cacheName);
      if (cache == null) {
        throw new IllegalArgumentException(
            "found no cache %s open in the manager %s, expected one of %s"
                .formatted(cacheName, getURI(), caches.keySet()));
      }
      return cache;
    }
  }

  @Override
  public CachingProvider getCachingProvider() {
    return identity.provider;
  }

  @Override
  public URI getURI() {
    return identity.uri;
  }

  @Override
  public ClassLoader getClassLoader() {
    return identity.loader;
  }

  /** The properties the manager was asked for with; a copy. */
  @Override
  public Properties getProperties() {
    Properties copy = new Properties();
    copy.putAll(identity.properties);
    return copy;
  }

  /**
   * Closes the caches opened here and leaves the space; the contents stay.
   *
   * @throws IllegalStateException if the calling thread runs an entry processor, loader, writer or
   *     listener of one of them; nothing is closed then
   */
  @Override
  public void close() {
    requireClosable();
    List<ShmCache<?, ?>> closing;
    synchronized (caches) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      closing = new ArrayList<>(caches.values());
      caches.clear();
    }
    for (ShmCache<?, ?> cache : closing) {
      try {
        cache.close();
      } catch (RuntimeException e) {
        logger().log(Level.WARNING, "cache " + cache.getName() + " could not be closed", e);
      }
    }
    services.close();
    identity.provider.forget(this);
    space.close();
  }

  /** Refuses, with {@code IllegalStateException}, a thread that runs user code under a key. */
  void requireClosable() {
    if (!isClosed) {
      space.requireNoKeyLock();
    }
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  /**
   * This manager as {@code ShmCacheManager}.
   *
   * @throws IllegalArgumentException if another class is asked for
   */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(
        "found " + type.getName() + ", expected " + ShmCacheManager.class.getName());
  }

  @Override
  public String toString() {
    return "ShmCacheManager " + identity.uri;
  }

  /** Forgets a cache that was closed. */
  void forget(ShmCache<?, ?> cache) {
    synchronized (caches) {
      caches.remove(cache.getName(), cache);
    }
  }

  /** The open cache of that name; one that was destroyed elsewhere is closed and forgotten. */
  private @Nullable ShmCache<?, ?> opened(String cacheName) {
    ShmCache<?, ?> cache = caches.get(cacheName);
    if (cache != null && cache.isClosed()) {
      caches.remove(cacheName);
      cache.close();
      return null;
    }
    return cache;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the cache manager " + identity.uri + " is closed");
    }
  }

  private static <T> T guarded(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (ShmException e) {
      throw new CacheException("cache " + what + ": " + e.getMessage(), e);
    }
  }

  private static Logger logger() {
    return System.getLogger(ShmCacheManager.class.getName());
  }
}
