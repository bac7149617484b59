package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.CheckedValue;
import io.shmstl.testing.ChildJvm;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers killed (-9) in the middle of writing: the next one recovers, nothing acknowledged is
 * lost, no value is torn, the allocator's maps are what a rebuild makes of them.
 */
class KilledWriterTest {
  /**
   * In each of the two tests; most kills are those of {@code RandomKillsTest}, with several writers
   * at a time.
   */
  private static final int KILLS = Math.min(100, Integer.getInteger("shmstl.kills", 20)) / 4;

  private static final long SEED = 20_260;

  @TempDir Path directory;

  @Test
  void nothingAcknowledgedIsLostInACacheThatDoesNotEvict() {
    long capacity = 64 << 20;
    Path file = directory.resolve("acknowledged");
    MappedByteBuffer acknowledged = ChurningWriter.acknowledgements(file);
    Random random = new Random(SEED);
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "kept", capacity)) {
      for (int kill = 0; isToKill(kit, kill); kill++) {
        churnAndKill(kill, random, "kept", capacity, file, acknowledged);
        for (int i = 0; i < ChurningWriter.COUNTERS; i++) {
          long counter = counter(kit, i);
          assertThat(counter)
              .as("seed %d kill %d counter %d", SEED, kill, i)
              .isBetween(acknowledged.getLong(8 * i), acknowledged.getLong(8 * i) + 1);
          acknowledged.putLong(8 * i, counter);
        }
        requireSound(kit, kill);
      }
      assertThat(kit.store().figures().map().evictions()).isZero();
      assertThat(kit.store().figures().map().recoveries()).isPositive();
    }
  }

  @Test
  void aFullCacheIsSoundAfterEachKill() {
    long capacity = 1 << 20;
    Path file = directory.resolve("acknowledged");
    MappedByteBuffer acknowledged = ChurningWriter.acknowledgements(file);
    Random random = new Random(SEED + 1);
    try (StoreKit kit = StoreKit.open(directory.resolve("space"), "full", capacity)) {
      for (int kill = 0; isToKill(kit, kill); kill++) {
        churnAndKill(kill, random, "full", capacity, file, acknowledged);
        requireSound(kit, kill);
      }
      assertThat(kit.store().figures().map().evictions()).isPositive();
      assertThat(kit.store().figures().map().recoveries()).isPositive();
    }
  }

  /** Lets a child write until it has acknowledged some thousand increments, then kills it. */
  private void churnAndKill(
      int kill,
      Random random,
      String cache,
      long capacity,
      Path file,
      MappedByteBuffer acknowledged) {
    long target = acknowledged.getLong(8 * ChurningWriter.COUNTERS) + 500 + random.nextInt(5_000);
    try (ChildJvm child =
        ChildJvm.start(
            ChurningWriter.class,
            directory.resolve("space").toString(),
            cache,
            Long.toString(capacity),
            file.toString(),
            Long.toString(SEED + kill))) {
      child.send("go");
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(1, TimeUnit.MILLISECONDS)
          .until(() -> acknowledged.getLong(8 * ChurningWriter.COUNTERS) >= target);
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
  }

  /** Till one of the dead left something to recover: some die between two changes. */
  private static boolean isToKill(StoreKit kit, int kill) {
    return kill < KILLS || (kill < 20 * KILLS && kit.store().figures().map().recoveries() == 0);
  }

  private static void requireSound(StoreKit kit, int kill) {
    kit.put("after", new byte[1]);
    assertThat(kit.store().check()).as("seed %d kill %d", SEED, kill).isEmpty();
    for (int key = 0; key < ChurningWriter.VALUES; key++) {
      byte[] value = kit.get("value-" + key);
      if (value != null) {
        assertThat(CheckedValue.isWhole(value, key))
            .as("seed %d kill %d value %d", SEED, kill, key)
            .isTrue();
      }
    }
  }

  private static long counter(StoreKit kit, int i) {
    byte[] value = kit.get("counter-" + i);
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }
}
