package io.shmstl.examples;

import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/** Counts how often it was started on this host: the cache outlives the process. */
public final class Quickstart {
  private Quickstart() {}

  /** Starts the program; it takes no arguments. */
  public static void main(String[] args) {
    try (var provider = Caching.getCachingProvider("shmstl")) {
      var types = new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
      Cache<String, Long> starts = provider.getCacheManager().createCache("starts", types);
      Long count =
          starts.invoke(
              "quickstart",
              (entry, arguments) -> {
                entry.setValue(entry.exists() ? entry.getValue() + 1 : 1L);
                return entry.getValue();
              });
      System.out.println("Start number " + count + " on this host.");
    }
  }
}
