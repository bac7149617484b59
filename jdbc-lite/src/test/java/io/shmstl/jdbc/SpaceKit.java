package io.shmstl.jdbc;

import io.shmstl.jcache.ShmCachingProvider;
import io.shmstl.jcache.ShmConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A space of its own with caches to connect to; it goes at the end. */
public final class SpaceKit implements AutoCloseable {
  private static final long CAPACITY = 4L << 20;

  private final Path directory;
  private final ShmCachingProvider provider = new ShmCachingProvider();
  private final CacheManager manager;

  /** A space without caches. */
  public SpaceKit() {
    try {
      Path base = Files.createDirectories(Path.of(System.getProperty("shmstl.dir")));
      directory = Files.createTempDirectory(base, "jdbc-").resolve("space");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    manager =
        provider.getCacheManager(
            URI.create("shmstl:" + directory), SpaceKit.class.getClassLoader());
  }

  /** An order, as a value with columns. */
  public record Order(String customer, int amount, BigDecimal price) {}

  /** Creates a cache. */
  public <K, V> Cache<K, V> cache(String name, Class<K> key, Class<V> value) {
    return manager.createCache(
        name, new ShmConfiguration<K, V>().setTypes(key, value).setCapacityBytes(CAPACITY));
  }

  /** Creates the cache {@code ORDERS} with so many orders of three customers. */
  public Cache<Long, Order> orders(int count) {
    Cache<Long, Order> orders = cache("ORDERS", Long.class, Order.class);
    for (long i = 0; i < count; i++) {
      orders.put(i, new Order("customer " + i % 3, (int) i, BigDecimal.valueOf(i, 1)));
    }
    return orders;
  }

  /** The space's directory. */
  public Path directory() {
    return directory;
  }

  /** The URL of the space. */
  public String url() {
    return "jdbc:shmstl:" + directory;
  }

  /** A connection to it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
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
