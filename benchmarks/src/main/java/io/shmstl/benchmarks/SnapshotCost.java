package io.shmstl.benchmarks;

import io.shmstl.benchmarks.workload.Payload;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.SpaceLocation;
import io.shmstl.store.StoreOptions;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/**
 * What snapshots cost: opening and closing one over a million entries, and what a writer loses
 * beside a thread that scans snapshots without end. Run with {@code -Xmx2g}.
 */
public final class SnapshotCost {
  private static final String SPACE = "benchmarks-snapshots";
  private static final String NAME = "snapshots";
  private static final int ENTRIES = 1_000_000;
  private static final int OPENINGS = 100_000;
  private static final int PUTS = 2_000_000;
  private static final int ROUNDS = 5;

  private SnapshotCost() {}

  /** No arguments. */
  public static void main(String[] args) throws InterruptedException {
    URI uri = URI.create("shmstl:" + SPACE + "?capacity=1g");
    CacheManager manager =
        Caching.getCachingProvider("shmstl").getCacheManager(uri, null, new Properties());
    manager.destroyCache(NAME);
    var types = new MutableConfiguration<Long, String>().setTypes(Long.class, String.class);
    Cache<Long, String> cache = manager.createCache(NAME, types);
    for (long i = 0; i < ENTRIES; i++) {
      cache.put(Payload.key(i), Payload.value(i));
    }
    var directory = SpaceLocation.of(SPACE).directory();
    try (Space space = Space.open(directory, StoreOptions.DEFAULT);
        CacheStore store = space.find(NAME)) {
      if (store == null) {
        throw new IllegalStateException("No cache " + NAME + " in " + directory);
      }
      for (int round = 0; round < ROUNDS; round++) {
        long openNanos = open(store);
        double alone = put(cache);
        double besideScan = putBesideScan(cache, store);
        System.out.printf(
            Locale.ROOT,
            "open and close %d ns; put alone %.0f ns, beside a scan %.0f ns, ratio %.2f%n",
            openNanos,
            alone,
            besideScan,
            besideScan / alone);
      }
    }
    manager.destroyCache(NAME);
  }

  private static long open(CacheStore store) {
    long startedNanos = System.nanoTime();
    for (int i = 0; i < OPENINGS; i++) {
      store.snapshot().close();
    }
    return (System.nanoTime() - startedNanos) / OPENINGS;
  }

  /** Processor time of a put that replaces, in nanoseconds. */
  private static double put(Cache<Long, String> cache) {
    SplittableRandom random = new SplittableRandom(107);
    String value = Payload.value(-1);
    var threads = ManagementFactory.getThreadMXBean();
    long startedNanos = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < PUTS; i++) {
      cache.put(Payload.key(random.nextInt(ENTRIES)), value);
    }
    return (double) (threads.getCurrentThreadCpuTime() - startedNanos) / PUTS;
  }

  private static double putBesideScan(Cache<Long, String> cache, CacheStore store)
      throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    Thread scanner = Thread.ofPlatform().start(() -> scan(store, isOver));
    try {
      return put(cache);
    } finally {
      isOver.set(true);
      scanner.join();
    }
  }

  private static void scan(CacheStore store, AtomicBoolean isOver) {
    EntryCopy copy = new EntryCopy();
    int tooOld = 0;
    while (!isOver.get()) {
      try (Snapshot snapshot = store.snapshot()) {
        VersionCursor entries = snapshot.entries();
        while (!isOver.get() && entries.next(copy)) {
          // each entry is copied; nothing else is to be done with it
        }
      } catch (SnapshotTooOldException e) {
        tooOld++;
      }
    }
    if (tooOld > 0) {
      System.out.println(tooOld + " snapshots had to give way");
    }
  }
}
