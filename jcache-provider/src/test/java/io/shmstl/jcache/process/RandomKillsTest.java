package io.shmstl.jcache.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.jcache.ShmCache;
import io.shmstl.jcache.ShmConfiguration;
import io.shmstl.store.CacheStore;
import io.shmstl.store.Space;
import io.shmstl.store.StoreOptions;
import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several JVMs change one cache at full speed and are killed (-9) at random, each after 20 to 300
 * ms, and started again, while others read: no increment whose call returned is lost, no value is
 * torn, no reader waits for the dead, and the next writer goes on at once.
 */
class RandomKillsTest {
  private static final int KILLS = Integer.getInteger("shmstl.kills", 20);
  private static final long SEED = Long.getLong("shmstl.seed", 20_261);
  private static final int WRITERS = 3;
  private static final long CAPACITY = 64 << 20;

  /** Longest life of the whole test: starting a JVM takes most of the time of a kill. */
  private static final long MOST_SECONDS = 120 + 3L * KILLS;

  @TempDir Path directory;

  private final TestLog log = new TestLog("kills", SEED);
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicLongArray unanswered = new AtomicLongArray(KilledJvm.COUNTERS);
  private final CountDownLatch isOver = new CountDownLatch(1);
  private final Latencies reads = new Latencies();
  private final Latencies takeovers = new Latencies();
  private final AtomicLong hits = new AtomicLong();

  @Test
  void nothingAcknowledgedIsLostAndNobodyWaitsForTheDead() throws Exception {
    Path space = directory.resolve("space");
    try (CacheManager manager =
            Caching.getCachingProvider("shmstl")
                .getCacheManager(URI.create("shmstl:" + space), null);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
      Cache<String, Object> cache =
          manager.createCache(
              KilledJvm.CACHE, new ShmConfiguration<String, Object>().setCapacityBytes(CAPACITY));
      Acknowledgements acknowledgements =
          Acknowledgements.open(directory.resolve("acknowledged"), WRITERS, KilledJvm.COUNTERS);
      try {
        Future<Void> reader = threads.submit(reader(cache, acknowledgements));
        List<Future<Void>> killers = new ArrayList<>();
        for (int place = 0; place < WRITERS; place++) {
          killers.add(threads.submit(killer(place, cache, acknowledgements)));
        }
        for (Future<Void> killer : killers) {
          killer.get(MOST_SECONDS, TimeUnit.SECONDS);
        }
        isOver.countDown();
        reader.get(1, TimeUnit.MINUTES);
        requireNothingLost(cache, acknowledgements);
        requireSound(space);
      } finally {
        isOver.countDown();
        threads.shutdownNow();
      }
      report(cache);
    } catch (Throwable e) {
      log.write();
      throw e;
    }
  }

  /** Starts a writer and kills it, again and again. */
  private Callable<Void> killer(
      int place, Cache<String, Object> cache, Acknowledgements acknowledgements) {
    Random random = new Random(SEED + place);
    return () -> {
      while (kills.get() < KILLS && isOver.getCount() > 0) {
        long seed = random.nextLong();
        long lifeMs = random.nextInt(20, 301);
        try (ChildJvm child = start(place, seed)) {
          child.send("go");
          log.add(
              "writer %d is %d, seed %d, lives %d ms".formatted(place, child.pid(), seed, lifeMs));
          if (isOver.await(lifeMs, TimeUnit.MILLISECONDS)) {
            return null;
          }
          assertThat(child.saidMeanwhile()).as("what writer %d says", place).isNull();
          assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
        }
        long killedNanos = System.nanoTime();
        cache.put("after-" + place, seed);
        takeovers.add(System.nanoTime() - killedNanos);
        log.add("writer %d is dead, kill %d".formatted(place, kills.incrementAndGet()));
        for (int counter = 0; counter < KilledJvm.COUNTERS; counter++) {
          unanswered.addAndGet(counter, acknowledgements.takeUnanswered(place, counter));
        }
      }
      return null;
    };
  }

  private ChildJvm start(int place, long seed) {
    return ChildJvm.start(
        KilledJvm.class,
        directory.resolve("space").toString(),
        directory.resolve("acknowledged").toString(),
        Integer.toString(place),
        Integer.toString(WRITERS),
        Long.toString(seed));
  }

  private Callable<Void> reader(Cache<String, Object> cache, Acknowledgements acknowledgements) {
    Random random = new Random(SEED - 1);
    return () -> {
      while (isOver.getCount() > 0) {
        readValue(cache, random.nextInt(KilledJvm.VALUES));
        readCounter(cache, acknowledgements, random.nextInt(KilledJvm.COUNTERS));
      }
      return null;
    };
  }

  private void readValue(Cache<String, Object> cache, int key) {
    long startNanos = System.nanoTime();
    byte[] value = (byte[]) cache.get(KilledJvm.value(key));
    reads.add(System.nanoTime() - startNanos);
    if (value != null) {
      hits.incrementAndGet();
      assertThat(CheckedValue.isWhole(value, key))
          .as("seed %d kill %d: value of key %d", SEED, kills.get(), key)
          .isTrue();
    }
  }

  /** What was acknowledged before a read must be in what it reads. */
  private void readCounter(
      Cache<String, Object> cache, Acknowledgements acknowledgements, int counter) {
    long acknowledged = acknowledgements.acknowledged(counter);
    long startNanos = System.nanoTime();
    long found = counted(cache, counter);
    reads.add(System.nanoTime() - startNanos);
    assertThat(found)
        .as("seed %d kill %d: counter %d", SEED, kills.get(), counter)
        .isGreaterThanOrEqualTo(acknowledged);
  }

  private void requireNothingLost(Cache<String, Object> cache, Acknowledgements acknowledgements) {
    for (int counter = 0; counter < KilledJvm.COUNTERS; counter++) {
      for (int place = 0; place < WRITERS; place++) {
        unanswered.addAndGet(counter, acknowledgements.takeUnanswered(place, counter));
      }
      long acknowledged = acknowledgements.acknowledged(counter);
      assertThat(counted(cache, counter))
          .as("seed %d: counter %d", SEED, counter)
          .isBetween(acknowledged, acknowledged + unanswered.get(counter));
    }
  }

  private static void requireSound(Path directory) {
    try (Space space = Space.open(directory, StoreOptions.DEFAULT);
        CacheStore store = Objects.requireNonNull(space.find(KilledJvm.CACHE))) {
      assertThat(store.check()).as("seed %d", SEED).isEmpty();
    }
  }

  private void report(Cache<String, Object> cache) {
    var map = cache.unwrap(ShmCache.class).figures().map();
    assertThat(map.evictions()).as("a cache that evicts may lose what it likes").isZero();
    log.report(
        "%,d kills, %d recoveries, %d dropped; reads: %s, %,d hits; first write after a kill: %s"
            .formatted(kills.get(), map.recoveries(), map.dropped(), reads, hits.get(), takeovers));
    assertThat(hits.get()).isPositive();
    assertThat(map.recoveries()).isPositive();
    assertThat(takeovers.longestMs()).as("%s", takeovers).isLessThan(5_000);
  }

  private static long counted(Cache<String, Object> cache, int counter) {
    Long value = (Long) cache.get(KilledJvm.counter(counter));
    return value == null ? 0 : value;
  }
}
