package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Readers beside a writer whose map grows from one page to many, over and over: splits move entries
 * and the directory doubles, overflow counts rise and fall, and a key that is there is found.
 */
class SplitRaceTest {
  private static final int MAPS = 24;
  private static final int KEYS = 6_000;

  @Test
  void aKeyThatIsThereIsFoundWhilePagesSplit() throws Exception {
    long hits = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = 0; seed < MAPS; seed++) {
        hits += race(threads, seed);
      }
    }
    assertThat(hits).as("reads that found a key").isPositive();
  }

  /**
   * One map from its first page on. Even keys stay, odd ones come and go, so that slots and
   * overflow counts are used again between the splits.
   */
  private static long race(ExecutorService threads, int seed) throws Exception {
    AtomicInteger present = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    List<Future<Long>> readers = new ArrayList<>();
    try (MapKit kit = MapKit.create(2 * MapKit.MIB)) {
      for (int i = 0; i < 2; i++) {
        Random random = new Random(2L * seed + i);
        readers.add(threads.submit(() -> read(kit.map(), present, isOver, random)));
      }
      try {
        Random random = new Random(seed);
        for (int key = 0; key < KEYS; key += 2) {
          put(kit.map(), key);
          present.set(key + 2);
          int other = random.nextInt(key + 2) | 1;
          if (random.nextBoolean()) {
            put(kit.map(), other);
          } else {
            kit.map().remove(bytes(other), Integer.BYTES, hash(kit.map(), bytes(other)));
          }
        }
      } finally {
        isOver.set(true);
      }
      long hits = 0;
      for (Future<Long> reader : readers) {
        hits += reader.get(1, TimeUnit.MINUTES);
      }
      assertThat(kit.map().figures().pages()).as("pages").isGreaterThan(8);
      assertThat(kit.map().figures().evictions()).isZero();
      assertThat(kit.problems()).isEmpty();
      return hits;
    }
  }

  private static long read(
      SharedMap map, AtomicInteger present, AtomicBoolean isOver, Random random) {
    EntryCopy copy = new EntryCopy();
    long hits = 0;
    while (!isOver.get()) {
      int known = present.get();
      if (known > 0) {
        int key = random.nextInt(known);
        byte[] bytes = bytes(key);
        boolean isFound = map.get(bytes, bytes.length, hash(map, bytes), copy);
        if (isFound) {
          assertThat(copy.value()).as("value of key %d", key).isEqualTo(bytes);
          hits++;
        } else {
          assertThat(key % 2).as("key %d of %d is missed", key, known).isEqualTo(1);
        }
      }
    }
    return hits;
  }

  private static void put(SharedMap map, int key) {
    byte[] bytes = bytes(key);
    map.put(bytes, bytes.length, hash(map, bytes), bytes, 0, bytes.length, 0, EntryLayout.ETERNAL);
  }

  private static byte[] bytes(int key) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(key).array();
  }

  private static long hash(SharedMap map, byte[] key) {
    return map.hash(key, 0, key.length);
  }
}
