package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.map.EntryCopy;
import io.shmstl.testing.CheckedValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers beside a writer that replaces, removes and evicts as fast as it can, so that blocks are
 * used again at once: what a reader gets is one value of its key, whole.
 */
class TornReadTest {
  private static final int KEYS = 2_000;
  private static final int WRITES = 400_000;

  @TempDir Path directory;

  @Test
  void aReadIsOneWholeValueOfItsKeyWhileBlocksAreUsedAgain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    AtomicBoolean isOver = new AtomicBoolean();
    try (StoreKit kit = StoreKit.open(directory, "torn", 1 << 20)) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        long seed = i;
        readers.add(threads.submit(reader(kit.store(), isOver, seed)));
      }
      Random random = new Random(42);
      for (int i = 0; i < WRITES; i++) {
        int key = random.nextInt(KEYS);
        if (random.nextInt(8) == 0) {
          kit.remove("k" + key);
        } else {
          kit.put("k" + key, CheckedValue.of(key, random, 9_000));
        }
      }
      isOver.set(true);
      long hits = 0;
      for (Future<Long> reader : readers) {
        hits += reader.get(1, TimeUnit.MINUTES);
      }
      assertThat(hits).isPositive();
      assertThat(kit.store().check()).isEmpty();
      assertThat(kit.store().figures().map().evictions()).isPositive();
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  /** Reads until it is over; returns how many hits it saw, all of them right. */
  private static Callable<Long> reader(CacheStore store, AtomicBoolean isOver, long seed) {
    return () -> {
      Random random = new Random(seed);
      EntryCopy copy = new EntryCopy();
      long hits = 0;
      while (!isOver.get()) {
        int key = random.nextInt(KEYS);
        byte[] bytes = StoreKit.bytes("k" + key);
        if (store.get(bytes, bytes.length, store.hash(bytes, 0, bytes.length), copy)) {
          assertThat(CheckedValue.isWhole(copy.value(), key)).as("value of key %d", key).isTrue();
          hits++;
        }
      }
      return hits;
    };
  }
}
