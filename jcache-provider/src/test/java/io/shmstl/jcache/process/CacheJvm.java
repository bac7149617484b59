package io.shmstl.jcache.process;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** A JVM that uses caches as an application does, on orders that are lines of words. */
final class CacheJvm {
  private final CacheManager manager;
  private final Map<String, Cache<String, Object>> caches = new HashMap<>();

  private CacheJvm(String directory) {
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory), null);
  }

  /** Argument: the space's directory. */
  public static void main(String[] args) throws IOException {
    CacheJvm jvm = new CacheJvm(args[0]);
    ChildJvm.serve(jvm::obey);
  }

  /** A value with a component of each kind that a row schema knows. */
  record Person(String name, int age, LocalDate born, Mood mood) {}

  /** A value of a class that another JVM may lack. */
  enum Mood {
    MERRY,
    GRAVE
  }

  private String obey(String[] words) {
    String name = words[1];
    return switch (words[0]) {
      case "create" -> {
        caches.put(name, manager.createCache(name, untyped(words[2])));
        yield "created";
      }
      case "createLong" -> {
        manager.createCache(
            name,
            new ShmConfiguration<Long, Long>()
                .setTypes(Long.class, Long.class)
                .setCapacity("4m")
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR)));
        yield "created";
      }
      case "get" -> Objects.toString(cache(name).get(words[2]));
      case "put" -> {
        cache(name).put(words[2], words[3]);
        yield "put";
      }
      case "putPerson" -> {
        cache(name).put(words[2], new Person(words[2], 41, LocalDate.of(1984, 2, 29), Mood.MERRY));
        yield "put";
      }
      case "remove" -> Boolean.toString(cache(name).remove(words[2]));
      case "destroy" -> {
        manager.destroyCache(name);
        yield "destroyed";
      }
      case "isClosed" -> Boolean.toString(cache(name).isClosed());
      case "increment" -> Long.toString(increment(name, words[2], Integer.parseInt(words[3])));
      case "fill" -> Long.toString(fill(name, Integer.parseInt(words[2]), words[3]));
      default -> throw new IllegalArgumentException("order '" + words[0] + "'");
    };
  }

  private Cache<String, Object> cache(String name) {
    Cache<String, Object> known = caches.get(name);
    if (known == null) {
      known = manager.getCache(name);
      if (known == null) {
        throw new IllegalArgumentException("no cache '" + name + "'");
      }
      caches.put(name, known);
    }
    return known;
  }

  static ShmConfiguration<String, Object> untyped(String capacity) {
    return new ShmConfiguration<String, Object>().setCapacity(capacity);
  }

  private long increment(String name, String key, int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      last = cache(name).invoke(key, new Increment());
    }
    return last;
  }

  /** Puts so many entries; returns the bytes that the file system has given for the cache. */
  private long fill(String name, int count, String prefix) {
    Cache<String, Object> cache = cache(name);
    for (int i = 0; i < count; i++) {
      cache.put(prefix + i, "a value of some length, as they come, " + i);
    }
    return cache.unwrap(ShmCache.class).figures().reservedBytes();
  }

  static final class Increment implements EntryProcessor<String, Object, Long> {
    @Override
    public Long process(MutableEntry<String, Object> entry, Object... arguments) {
      long next = entry.exists() ? (Long) entry.getValue() + 1 : 1;
      entry.setValue(next);
      return next;
    }
  }
}
