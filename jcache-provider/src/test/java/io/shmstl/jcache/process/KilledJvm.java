package io.shmstl.jcache.process;

import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.cache.Cache;
import javax.cache.Caching;

/**
 * A JVM that changes a cache as fast as it can, by each operation that changes something, until it
 * is killed.
 */
final class KilledJvm {
  static final String CACHE = "killed";
  static final int COUNTERS = 32;
  static final int VALUES = 1_500;
  static final int MOST_VALUE_BYTES = 20_000;

  private final Cache<String, Object> cache;
  private final Acknowledgements acknowledgements;
  private final int place;
  private final Random random;

  private KilledJvm(Path directory, Path acknowledgements, int place, int places, long seed) {
    this.cache =
        Caching.getCachingProvider("shmstl")
            .getCacheManager(URI.create("shmstl:" + directory), null)
            .getCache(CACHE);
    this.acknowledgements = Acknowledgements.open(acknowledgements, places, COUNTERS);
    this.place = place;
    this.random = new Random(seed);
  }

  /** Arguments: the space's directory, the acknowledgements, its place among how many, seed. */
  public static void main(String[] args) throws IOException {
    KilledJvm jvm =
        new KilledJvm(
            Path.of(args[0]),
            Path.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Long.parseLong(args[4]));
    ChildJvm.serve(command -> {
      while (true) {
        jvm.change();
      }
    });
  }

  static String counter(int counter) {
    return "counter-" + counter;
  }

  static String value(int key) {
    return "value-" + key;
  }

  private void change() {
    int key = random.nextInt(VALUES);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> increment(random.nextInt(COUNTERS));
      case 4, 5 -> cache.put(value(key), checked(key));
      case 6, 7 -> replace(key);
      case 8 -> cache.remove(value(key));
      default -> putSeveral();
    }
  }

  private void increment(int counter) {
    acknowledgements.begin(place, counter);
    cache.invoke(counter(counter), new CacheJvm.Increment());
    acknowledgements.acknowledge(place, counter);
  }

  private void replace(int key) {
    byte[] old = (byte[]) cache.getAndPut(value(key), checked(key));
    if (old != null && !CheckedValue.isWhole(old, key)) {
      throw new AssertionError("getAndPut returned a torn value of key " + key);
    }
  }

  private void putSeveral() {
    Map<String, Object> several = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      int key = random.nextInt(VALUES);
      several.put(value(key), checked(key));
    }
    cache.putAll(several);
  }

  private byte[] checked(int key) {
    return CheckedValue.of(key, random, MOST_VALUE_BYTES);
  }
}
