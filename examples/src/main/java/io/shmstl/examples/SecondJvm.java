package io.shmstl.examples;

import io.shmstl.jcache.ShmCache;
import io.shmstl.snapshot.SegmentFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.cache.Cache;

/** The JVM that attaches to what the first one wrote. */
final class SecondJvm {
  private SecondJvm() {}

  /** Argument: the space's directory. Takes its orders from standard input, a word a line. */
  public static void main(String[] args) throws IOException {
    DemoCaches caches = new DemoCaches(args[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", -1);
      switch (words[0]) {
        case "first" -> firstGet(caches.characters());
        case "read" -> read(caches.characters());
        case "count" -> count(caches, Integer.parseInt(words[1]));
        case "figures" -> figures(caches.characters());
        default -> throw new IllegalArgumentException("order '" + order + "'");
      }
    }
  }

  private static void firstGet(Cache<Integer, UnicodeCharacter> characters) {
    UnicodeCharacter smile = characters.get(0x1F600);
    long age = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println("  first get: " + smile);
    System.out.printf("  %,d ms after its JVM was started%n", age);
    System.out.println("done 0");
  }

  /** Reads every character and compares it with this JVM's own database. */
  private static void read(Cache<Integer, UnicodeCharacter> characters) {
    long start = System.nanoTime();
    int[] counts = new int[3];
    UnicodeCharacter.forEach(codePoint -> {
      UnicodeCharacter found = characters.get(codePoint);
      counts[0]++;
      if (found == null) {
        counts[1]++;
      } else if (!found.equals(UnicodeCharacter.of(codePoint))) {
        counts[2]++;
      }
    });
    double seconds = (System.nanoTime() - start) / 1e9;
    double ratio = 100.0 * (counts[0] - counts[1]) / counts[0];
    System.out.printf(
        "  %,d gets in %.1f s: hit ratio %.2f %%, %d wrong%n",
        counts[0], seconds, ratio, counts[2]);
    System.out.println("done " + (counts[1] + counts[2]));
  }

  private static void count(DemoCaches caches, int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      last = caches.increment();
    }
    System.out.println("done " + last);
  }

  private static void figures(Cache<Integer, UnicodeCharacter> characters) {
    SegmentFigures segment = characters.unwrap(ShmCache.class).figures();
    long entries = segment.map().entries();
    System.out.printf(
        "  total %,d  reserved %,d  used %,d  free %,d  largest free %,d  fragmentation %.2f%n",
        segment.totalBytes(),
        segment.reservedBytes(),
        segment.usedBytes(),
        segment.freeBytes(),
        segment.largestFreeBytes(),
        segment.fragmentation());
    System.out.printf(
        "  %,d entries, %.0f bytes each with index, once for all JVMs; %d evicted, recovered %d times%n",
        entries,
        (double) segment.usedBytes() / entries,
        segment.map().evictions(),
        segment.map().recoveries());
    System.out.println("done " + entries);
  }
}
