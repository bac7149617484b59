package io.shmstl.jcache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;

/**
 * A provider with a space of its own and a clock that stands still; removes the space at the end.
 */
final class CacheKit implements AutoCloseable {
  /** Name of the cache that most tests use. */
  static final String NAME = "orders";

  private final Path directory;
  private final AtomicLong clockMs = new AtomicLong(System.currentTimeMillis());
  private final ShmCachingProvider provider = new ShmCachingProvider(clockMs::get);
  private final Properties properties = new Properties();

  CacheKit() {
    try {
      Path base = Files.createDirectories(Path.of(System.getProperty("shmstl.dir")));
      directory = Files.createTempDirectory(base, "kit-").resolve("space");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a property of managers opened from here on. */
  CacheKit with(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  ShmCachingProvider provider() {
    return provider;
  }

  Path directory() {
    return directory;
  }

  URI uri() {
    return uri("");
  }

  URI uri(String query) {
    return URI.create("shmstl:" + directory + query);
  }

  ShmCacheManager manager() {
    return (ShmCacheManager) provider.getCacheManager(uri(), null, properties);
  }

  /** A manager of its own for the same space, as another class loader would have it. */
  ShmCacheManager otherManager() {
    return (ShmCacheManager) provider.getCacheManager(uri("?"), null, properties);
  }

  <K, V> ShmCache<K, V> cache(CompleteConfiguration<K, V> configuration) {
    return (ShmCache<K, V>) manager().createCache(NAME, configuration);
  }

  ShmCache<String, String> cache() {
    return cache(strings());
  }

  /** The cache that most tests use, as the manager has it. */
  <K, V> Cache<K, V> opened() {
    return found(manager());
  }

  /** The same as the other manager has it. */
  <K, V> Cache<K, V> openedElsewhere() {
    return found(otherManager());
  }

  private static <K, V> Cache<K, V> found(ShmCacheManager manager) {
    Cache<K, V> cache = manager.getCache(NAME);
    if (cache == null) {
      throw new AssertionError("no cache " + NAME);
    }
    return cache;
  }

  static ShmConfiguration<String, String> strings() {
    return new ShmConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setCapacityBytes(1L << 20);
  }

  /** What the clock says. */
  long nowMs() {
    return clockMs.get();
  }

  /** Moves the clock forward, or back. */
  void advance(long ms) {
    clockMs.addAndGet(ms);
  }

  @Override
  public void close() {
    provider.close();
    try (Stream<Path> files = Files.walk(directory.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
