package io.shmstl.jcache.process;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/**
 * A JVM that puts marks, or counts by entry processors what became of them. A value is a mark, and
 * how often it was counted since it was put. Each key has one thread that marks it; any number may
 * count.
 */
final class MarkingJvm {
  static final String CACHE = "marked";
  static final int KEYS = 4;

  private static final int COUNT_BITS = 32;

  private MarkingJvm() {}

  /** Argument: the space's directory. */
  public static void main(String[] args) throws IOException {
    Cache<Integer, Long> cache =
        Objects.requireNonNull(
            Caching.getCachingProvider("shmstl")
                .getCacheManager(URI.create("shmstl:" + args[0]), null)
                .getCache(CACHE, Integer.class, Long.class));
    ChildJvm.serve(words ->
        words[0].equals("mark")
            ? mark(cache, Integer.parseInt(words[1]), Integer.parseInt(words[2]))
            : count(cache, Integer.parseInt(words[1])));
  }

  /** Puts mark after mark to every second key; says what was lost. */
  static String mark(Cache<Integer, Long> cache, int firstKey, int marks) {
    for (long mark = 1; mark <= marks; mark++) {
      int key = (int) (firstKey + 2 * mark % KEYS);
      cache.put(key, mark << COUNT_BITS);
      long seen = cache.get(key) >> COUNT_BITS;
      if (seen != mark) {
        return "mark " + mark + " of key " + key + " is lost: it is " + seen;
      }
    }
    return "nothing lost";
  }

  /** Counts at all keys in turn; says what was lost. */
  static String count(Cache<Integer, Long> cache, int times) {
    long[] seen = new long[KEYS];
    for (int i = 0; i < times; i++) {
      int key = i % KEYS;
      long value = cache.invoke(key, new Count());
      if (value <= seen[key]) {
        return "key %d was %x, and is %x afterwards".formatted(key, seen[key], value);
      }
      seen[key] = value;
    }
    return "nothing lost";
  }

  static final class Count implements EntryProcessor<Integer, Long, Long> {
    @Override
    public Long process(MutableEntry<Integer, Long> entry, Object... arguments) {
      long next = entry.exists() ? entry.getValue() + 1 : 1;
      entry.setValue(next);
      return next;
    }
  }
}
