package io.shmstl.examples;

import io.shmstl.jcache.ShmConfiguration;
import java.net.URI;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** The two caches of the demo, as each of its JVMs opens them. */
final class DemoCaches {
  /** What both JVMs know: the counter's key. */
  static final String COUNTER = "counter";

  private static final String CAPACITY = "64m";

  private final CacheManager manager;
  private final Cache<Integer, UnicodeCharacter> characters;
  private final Cache<String, Long> counters;

  DemoCaches(String directory) {
    manager =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory), null);
    // createCache attaches if the other JVM was first; the statistics are of each JVM.
    characters =
        manager.createCache(
            "characters",
            new ShmConfiguration<Integer, UnicodeCharacter>()
                .setTypes(Integer.class, UnicodeCharacter.class)
                .setCapacity(CAPACITY)
                .setStatisticsEnabled(true));
    counters =
        manager.createCache(
            "counters", new ShmConfiguration<String, Long>().setTypes(String.class, Long.class));
  }

  Cache<Integer, UnicodeCharacter> characters() {
    return characters;
  }

  /** Adds one to the counter, alone among all threads of all JVMs; returns what it is now. */
  long increment() {
    return counters.invoke(COUNTER, new Increment());
  }

  private static final class Increment implements EntryProcessor<String, Long, Long> {
    @Override
    public Long process(MutableEntry<String, Long> entry, Object... arguments) {
      entry.setValue(entry.exists() ? entry.getValue() + 1 : 1L);
      return entry.getValue();
    }
  }
}
