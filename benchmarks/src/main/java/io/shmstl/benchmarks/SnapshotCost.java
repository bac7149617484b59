package io.shmstl.benchmarks;

import io.shmstl.benchmarks.workload.Payload;
import io.shmstl.map.EntryCopies;
import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.SpaceLocation;
import io.shmstl.store.StoreOptions;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/**
 * What snapshots cost: opening and closing one over a million entries, and what a writer loses
 * beside a thread that scans snapshots without end. How much of that is the machine's, whose cores
 * share their memory, is told by other threads in the scan's place. Run with {@code -Xmx2g}.
 */
public final class SnapshotCost {
  private static final String SPACE = "benchmarks-snapshots";
  private static final String NAME = "snapshots";
  private static final int ENTRIES = 1_000_000;
  private static final int OPENINGS = 100_000;
  private static final int PUTS = 500_000;
  private static final int ROUNDS = 5;
  private static final int HELD_NANOS = 100_000_000;

  /** What a thread beside the writer does. */
  private enum Beside {
    /** It computes, without memory. */
    COMPUTING("a thread that only computes"),
    /** It reads an array of its own, as large as what is used of the segment. */
    ARRAY("a walk over a plain array"),
    /** It walks over the cache without a snapshot, so that nothing is kept for it. */
    WALK("a walk without a snapshot"),
    /** It holds a snapshot that it does not read, and opens another ten times a second. */
    HELD("a snapshot that is not read"),
    /** It scans snapshots. */
    SCAN("scans of snapshots");

    private final String text;

    Beside(String text) {
      this.text = text;
    }
  }

  private final Cache<Long, String> cache;
  private final CacheStore store;
  private final long[] array;
  private final AtomicBoolean isOver = new AtomicBoolean();

  private final LongAdder tooOld = new LongAdder();

  /** Kept so that nothing is left out that is computed only to be computed. */
  @SuppressWarnings("unused")
  private volatile long computed;

  private SnapshotCost(Cache<Long, String> cache, CacheStore store) {
    this.cache = cache;
    this.store = store;
    this.array = new long[(int) (store.figures().usedBytes() / Long.BYTES)];
  }

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
      new SnapshotCost(cache, store).measure();
    }
    manager.destroyCache(NAME);
  }

  private void measure() throws InterruptedException {
    Map<Beside, double[]> ratios = new EnumMap<>(Beside.class);
    double[] alone = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // the first one compiles
      int kept = Math.max(0, round);
      for (Beside beside : Beside.values()) {
        alone[kept] = put();
        ratios.computeIfAbsent(beside, _ -> new double[ROUNDS])[kept] =
            putBeside(beside) / alone[kept];
      }
    }
    System.out.printf(
        Locale.ROOT,
        "open and close a snapshot: %d ns%nput alone: %.0f ns of processor time%n",
        open(store),
        median(alone));
    System.out.printf("snapshots that had to give way: %d%n", tooOld.sum());
    ratios.forEach((beside, ratio) ->
        System.out.printf(
            Locale.ROOT,
            "put beside %s: %.2f times that (%.2f to %.2f)%n",
            beside.text,
            median(ratio),
            Arrays.stream(ratio).min().orElseThrow(),
            Arrays.stream(ratio).max().orElseThrow()));
  }

  private static long open(CacheStore store) {
    long startedNanos = System.nanoTime();
    for (int i = 0; i < OPENINGS; i++) {
      store.snapshot().close();
    }
    return (System.nanoTime() - startedNanos) / OPENINGS;
  }

  /** Processor time of a put that replaces, in nanoseconds. */
  private double put() {
    SplittableRandom random = new SplittableRandom(107);
    String value = Payload.value(-1);
    var threads = ManagementFactory.getThreadMXBean();
    long startedNanos = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < PUTS; i++) {
      cache.put(Payload.key(random.nextInt(ENTRIES)), value);
    }
    return (double) (threads.getCurrentThreadCpuTime() - startedNanos) / PUTS;
  }

  private double putBeside(Beside beside) throws InterruptedException {
    isOver.set(false);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              while (!isOver.get()) {
                run(beside);
              }
            });
    try {
      return put();
    } finally {
      isOver.set(true);
      other.join();
    }
  }

  private void run(Beside beside) {
    switch (beside) {
      case COMPUTING -> compute();
      case ARRAY -> readArray();
      case WALK -> walk();
      case HELD -> hold();
      case SCAN -> scan();
    }
  }

  private void compute() {
    long state = computed;
    for (int i = 0; i < 1_000_000; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
    }
    computed = state;
  }

  private void readArray() {
    long sum = 0;
    for (long word : array) {
      sum += word;
    }
    computed = sum;
  }

  private void walk() {
    EntryCopy copy = new EntryCopy();
    EntryCursor entries = store.entries();
    while (!isOver.get() && entries.next(copy)) {
      // each entry is copied; nothing else is to be done with it
    }
  }

  private void hold() {
    try (Snapshot _ = store.snapshot()) {
      long untilNanos = System.nanoTime() + HELD_NANOS;
      while (!isOver.get() && System.nanoTime() < untilNanos) {
        Thread.onSpinWait();
      }
    }
  }

  private void scan() {
    EntryCopies copies = new EntryCopies(new EntryCopy());
    try (Snapshot snapshot = store.snapshot()) {
      VersionCursor entries = snapshot.entries();
      do {
        copies.clear(512, 1 << 17);
      } while (!isOver.get() && entries.addTo(copies, snapshot.openedAtMs()));
    } catch (SnapshotTooOldException e) {
      tooOld.increment(); // the writer had no more room for it: the next one
    }
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
