package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many changes of mixed sizes by JVMs that come and go, some of them without a word and with
 * snapshots open: afterwards everything is where it was after the first tenth of it.
 */
class ChurnTest {
  private static final long WRITES = Long.getLong("shmstl.churn", 60_000);
  private static final long SEED = Long.getLong("shmstl.seed", 20_261);
  private static final int JVMS = 2;
  private static final long CAPACITY = 2 << 20;

  /** JVMs that do the work, one after the other in each of the places. */
  private static final int LIVES = 3;

  @TempDir Path directory;

  private final TestLog log = new TestLog("churn", SEED);
  private final AtomicLong written = new AtomicLong();

  /** What may not grow. */
  private record Standing(
      SegmentFigures figures,
      int members,
      int pins,
      int memberFiles,
      int segments,
      int handles,
      long heapBytes) {
    double utilisation() {
      return (double) figures.map().entryBytes() / figures.totalBytes();
    }

    @Override
    public String toString() {
      return """
      %.1f %% used by entries, %.1f %% by all, %d free blocks of %,d bytes, fragmentation %.2f, \
      %d pages, %,d bytes reserved, %,d retained, %d tombstones, %d members, %d pins, \
      %d member files, %d segments, %d file handles, %,d bytes of heap\
      """
          .formatted(
              100 * utilisation(),
              100.0 * figures.usedBytes() / figures.totalBytes(),
              figures.freeBlocks(),
              figures.freeBytes(),
              figures.fragmentation(),
              figures.map().pages(),
              figures.reservedBytes(),
              figures.map().retainedBytes(),
              figures.map().tombstones(),
              members,
              pins,
              memberFiles,
              segments,
              handles,
              heapBytes);
    }
  }

  @Test
  void nothingGrowsHoweverManyComeWriteAndGo() throws Exception {
    Path space = directory.resolve("space");
    try (CacheManager manager =
            Caching.getCachingProvider("shmstl")
                .getCacheManager(URI.create("shmstl:" + space), null);
        ExecutorService threads = Executors.newFixedThreadPool(JVMS)) {
      Cache<String, Object> cache =
          manager.createCache(
              ChurningJvm.CACHE, new ShmConfiguration<String, Object>().setCapacityBytes(CAPACITY));
      churn(threads, space, WRITES / 10);
      Standing before = settle(space, cache);
      log.add("after a tenth: " + before);
      long startNanos = System.nanoTime();
      churn(threads, space, WRITES - WRITES / 10);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      Standing after = settle(space, cache);
      log.report(
          "%,d writes in %d s; before: %s; after: %s"
              .formatted(written.get(), seconds, before, after));
      requireNoGrowth(before, after);
      requireWhole(cache);
    } catch (Throwable e) {
      log.write();
      throw e;
    }
  }

  private void churn(ExecutorService threads, Path space, long writes) throws Exception {
    List<Future<?>> places = new ArrayList<>();
    for (int place = 0; place < JVMS; place++) {
      Random random = new Random(SEED + written.get() + place);
      places.add(threads.submit(() -> live(space, random, (int) (writes / JVMS / LIVES))));
    }
    for (Future<?> place : places) {
      place.get(60 + writes / 500, TimeUnit.SECONDS);
    }
  }

  /** One JVM after the other; each leaves in another way. */
  private void live(Path space, Random random, int writes) {
    for (int life = 0; life < LIVES; life++) {
      long seed = random.nextLong();
      try (ChildJvm child =
          ChildJvm.startWith(
              List.of("-XX:+TieredCompilation"),
              ChurningJvm.class,
              space.toString(),
              Long.toString(seed))) {
        log.add("%d churns with seed %d, life %d".formatted(child.pid(), seed, life));
        child.send("churn " + writes);
        assertThat(child.answer(TimeUnit.HOURS.toSeconds(10))).isEqualTo("churned");
        written.addAndGet(writes);
        switch (life % LIVES) {
          case 0 -> assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
          case 1 -> {
            child.send("vanish");
            assertThat(child.waitFor()).isEqualTo(3);
          }
          default -> assertThat(child.ask("leave")).isEqualTo("left");
        }
        log.add(child.pid() + " is gone");
      }
    }
  }

  /**
   * Waits for nothing and repairs nothing: somebody attaches, which buries the dead, and writes a
   * little, which collects what they held.
   */
  private static Standing settle(Path directory, Cache<String, Object> cache) throws IOException {
    try (ChildJvm visitor = ChildJvm.start(ChurningJvm.class, directory.toString(), "1")) {
      assertThat(visitor.ask("leave")).isEqualTo("left");
    }
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      int key = i % ChurningJvm.KEYS;
      cache.put(ChurningJvm.key(key), CheckedValue.of(key, random, 1_000));
    }
    try (Space space = Space.open(directory, StoreOptions.DEFAULT);
        CacheStore store = Objects.requireNonNull(space.find(ChurningJvm.CACHE))) {
      assertThat(store.check()).as("seed %d", SEED).isEmpty();
      return new Standing(
          store.figures(),
          space.members().size(),
          store.pins().size(),
          count(directory.resolve("members")),
          count(directory.resolve("caches")),
          count(Path.of("/proc/self/fd")),
          heapBytes());
    }
  }

  private static void requireNoGrowth(Standing before, Standing after) {
    assertThat(after.figures().map().evictions()).as("the cache was full").isPositive();
    assertThat(after.figures().reservedBytes()).isLessThanOrEqualTo(CAPACITY);
    assertThat(after.figures().usedBytes() + after.figures().freeBytes())
        .isLessThanOrEqualTo(CAPACITY);
    assertThat(after.utilisation()).isGreaterThan(0.95 * before.utilisation());
    assertThat(after.figures().freeBlocks()).isLessThan(2 * before.figures().freeBlocks() + 500);
    assertThat(after.figures().map().pages())
        .isLessThanOrEqualTo(2 * before.figures().map().pages());
    assertThat(after.figures().map().retainedBytes()).isZero();
    assertThat(after.figures().map().tombstones()).isZero();
    assertThat(after.members()).isEqualTo(1);
    assertThat(after.memberFiles()).isEqualTo(1);
    assertThat(after.segments()).isEqualTo(1);
    assertThat(after.pins()).isZero();
    assertThat(after.handles()).isLessThanOrEqualTo(before.handles() + 5);
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + (8 << 20));
  }

  private static void requireWhole(Cache<String, Object> cache) {
    int found = 0;
    for (int key = 0; key < ChurningJvm.KEYS; key++) {
      byte[] value = (byte[]) cache.get(ChurningJvm.key(key));
      if (value != null) {
        assertThat(CheckedValue.isWhole(value, key)).as("key %d", key).isTrue();
        found++;
      }
    }
    assertThat(found).isGreaterThan(ChurningJvm.KEYS / 10);
  }

  private static long heapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static int count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return (int) files.count();
    }
  }
}
