package io.shmstl.jcache;

import io.shmstl.jcache.config.Settings;
import io.shmstl.jcache.provider.SpaceUri;
import io.shmstl.segment.ShmException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The shmstl caching provider: cache managers by URI and class loader. Applications get it as
 * {@code Caching.getCachingProvider("shmstl")}, or without a name if it is the only provider on the
 * class path.
 *
 * <p>Each class loader that asks {@code Caching} gets a provider of its own; the spaces below are
 * the same. Closing a provider closes its managers and leaves the contents of every cache; it may
 * be used again afterwards. Any thread.
 *
 * <p>The default class loader is the context class loader of the thread that made the provider, for
 * a provider on a shared class path sees none of the application's classes.
 */
public class ShmCachingProvider implements CachingProvider {
  /** What tells managers apart. */
  private record Key(URI uri, ClassLoader loader) {
    // Written out: what the JVM makes for a record takes a tenth of the time that attaching takes.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && uri.equals(key.uri) && loader.equals(key.loader);
    }

    @Override
    public int hashCode() {
      return 31 * uri.hashCode() + loader.hashCode();
    }
  }

  private final LongSupplier clockMs;
  private final ClassLoader defaultLoader;
  private final Map<Key, ShmCacheManager> managers = new HashMap<>();

  /** A provider without managers. */
  public ShmCachingProvider() {
    this(System::currentTimeMillis);
  }

  /** A provider whose caches judge expiry by that clock, in milliseconds. */
  ShmCachingProvider(LongSupplier clockMs) {
    this.clockMs = clockMs;
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    this.defaultLoader = context == null ? ShmCachingProvider.class.getClassLoader() : context;
  }

  /**
   * The manager of that URI and class loader, made if it is not open.
   *
   * @param uri null for the default URI
   * @param loader null for the default class loader
   * @param properties settings, used when the manager is made; null for none
   * @throws CacheException if the URI or a setting is wrong, or the space cannot be opened
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader loader, @Nullable Properties properties) {
    Key key = new Key(uri == null ? getDefaultURI() : uri, loader == null ? defaultLoader : loader);
    synchronized (managers) {
      ShmCacheManager manager = managers.get(key);
      if (manager == null || manager.isClosed()) {
        manager = open(key, properties == null ? new Properties() : properties);
        managers.put(key, manager);
      }
      return manager;
    }
  }

  private ShmCacheManager open(Key key, Properties properties) {
    Properties copy = new Properties();
    for (String name : properties.stringPropertyNames()) {
      copy.setProperty(name, properties.getProperty(name));
    }
    try {
      SpaceUri space = SpaceUri.of(key.uri);
      Settings settings = Settings.of(copy, key.uri.toString(), space.query(), key.loader);
      return new ShmCacheManager(
          new ShmCacheManager.Identity(this, key.uri, key.loader, copy),
          space.directory(),
          settings,
          clockMs);
    } catch (IllegalArgumentException | ShmException e) {
      throw new CacheException("cache manager " + key.uri + ": " + e.getMessage(), e);
    }
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader loader) {
    return getCacheManager(uri, loader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return defaultLoader;
  }

  /** {@code shmstl:default}. */
  @Override
  public URI getDefaultURI() {
    return SpaceUri.DEFAULT;
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public void close() {
    closeManagers(key -> true);
  }

  @Override
  public void close(@Nullable ClassLoader loader) {
    ClassLoader wanted = loader == null ? defaultLoader : loader;
    closeManagers(key -> key.loader.equals(wanted));
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader loader) {
    Key wanted =
        new Key(uri == null ? getDefaultURI() : uri, loader == null ? defaultLoader : loader);
    closeManagers(wanted::equals);
  }

  /** Values are stored as bytes, so only by value; every other feature is there. */
  @Override
  public boolean isSupported(OptionalFeature feature) {
    return switch (feature) {
      case STORE_BY_REFERENCE -> false;
    };
  }

  /** Forgets a manager that was closed. */
  void forget(ShmCacheManager manager) {
    synchronized (managers) {
      managers.values().remove(manager);
    }
  }

  /** Closes all of them, or none if the calling thread holds a key of one. */
  private void closeManagers(Predicate<Key> which) {
    List<ShmCacheManager> closing = new ArrayList<>();
    synchronized (managers) {
      managers.forEach((key, manager) -> {
        if (which.test(key)) {
          closing.add(manager);
        }
      });
    }
    closing.forEach(ShmCacheManager::requireClosable);
    RuntimeException failure = null;
    for (ShmCacheManager manager : closing) {
      try {
        manager.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
