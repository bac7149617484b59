package io.shmstl.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.cache.Cache;

/** The JVM that fills the cache, counts with the other one, and is killed while it writes. */
final class FirstJvm {
  private static final int PROGRESS = 40_000;
  private static final int WRITES_PER_COUNT = 100;

  private FirstJvm() {}

  /** Argument: the space's directory. Takes its orders from standard input, a word a line. */
  public static void main(String[] args) throws IOException {
    DemoCaches caches = new DemoCaches(args[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", -1);
      switch (words[0]) {
        case "fill" -> fill(caches.characters());
        case "count" -> count(caches, Integer.parseInt(words[1]));
        case "write" -> writeForEver(caches);
        default -> throw new IllegalArgumentException("order '" + order + "'");
      }
    }
  }

  private static void fill(Cache<Integer, UnicodeCharacter> characters) {
    long start = System.nanoTime();
    int[] count = new int[1];
    UnicodeCharacter.forEach(codePoint -> {
      characters.put(codePoint, UnicodeCharacter.of(codePoint));
      if (++count[0] % PROGRESS == 0) {
        System.out.printf("  %,9d characters ...%n", count[0]);
      }
    });
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("  %,9d characters in %.1f s%n", count[0], seconds);
    System.out.println("done " + count[0]);
  }

  private static void count(DemoCaches caches, int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      last = caches.increment();
    }
    System.out.println("done " + last);
  }

  /** Rewrites random characters and counts now and then; only what was counted is acknowledged. */
  private static void writeForEver(DemoCaches caches) {
    Random random = new Random();
    while (true) {
      for (int i = 0; i < WRITES_PER_COUNT; i++) {
        int codePoint = 'a' + random.nextInt(26);
        caches.characters().put(codePoint, UnicodeCharacter.of(codePoint));
      }
      System.out.println("done " + caches.increment());
    }
  }
}
