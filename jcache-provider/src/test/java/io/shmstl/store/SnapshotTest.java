package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.SnapshotTooOldException;
import io.shmstl.map.VersionCursor;
import io.shmstl.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  /** A snapshot and what a {@link HashMap} held when it was opened. */
  private record Taken(Snapshot snapshot, Map<String, String> contents) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSnapshotShowsWhatWasThereWhenItWasOpened(long seed) {
    Random random = new Random(seed);
    Map<String, String> model = new HashMap<>();
    Deque<Taken> taken = new ArrayDeque<>();
    try (StoreKit kit = StoreKit.open(directory, "versions", 32 * MIB)) {
      for (int i = 0; i < 40_000; i++) {
        String key = "key-" + random.nextInt(3_000);
        if (random.nextInt(3) == 0) {
          kit.remove(key);
          model.remove(key);
        } else {
          String value = "value-" + i + "-" + "x".repeat(random.nextInt(60));
          kit.put(key, StoreKit.bytes(value));
          model.put(key, value);
        }
        if (i % 2_500 == 0) {
          taken.add(new Taken(kit.store().snapshot(), new HashMap<>(model)));
        }
        if (taken.size() > 4) {
          close(random.nextBoolean() ? taken.pollFirst() : taken.pollLast(), seed);
        }
      }
      assertThat(kit.store().check()).as("seed %d with open snapshots", seed).isEmpty();
      while (!taken.isEmpty()) {
        close(taken.pollFirst(), seed);
      }
      for (int i = 0; i < 20_000; i++) {
        kit.put("key-0", new byte[1]); // each change frees a few of what was kept
      }
      assertThat(kit.store().figures().map().retainedBytes()).isZero();
      assertThat(kit.store().figures().map().tombstones()).isZero();
      assertThat(kit.store().check()).as("seed %d at the end", seed).isEmpty();
    }
  }

  @Test
  void aScanBesideAWriterThatSplitsPagesSeesEachKeyOnce() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (StoreKit kit = StoreKit.open(directory, "splitting", 64 * MIB)) {
      for (int i = 0; i < 1_000; i++) {
        kit.put("stays-" + i, StoreKit.bytes("v" + i));
      }
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; !isOver.get() && i < 200_000; i++) {
              kit.put("comes-" + i, new byte[20]);
              kit.put("stays-" + i % 1_000, StoreKit.bytes("v" + i % 1_000));
            }
          });
      while (!writer.isDone()) {
        try (Snapshot snapshot = kit.store().snapshot()) {
          Map<String, String> seen = contents(snapshot);
          for (int i = 0; i < 1_000; i++) {
            assertThat(seen).containsEntry("stays-" + i, "v" + i);
          }
        } catch (SnapshotTooOldException e) {
          assertThat(e).hasMessageContaining("oldest that can still be read");
        }
      }
      writer.get(1, TimeUnit.MINUTES);
      assertThat(kit.store().check()).isEmpty();
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aSizeThatIsKnownIsTheNumberOfEntriesWhateverAWriterDoes() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (StoreKit kit = StoreKit.open(directory, "counted", 64 * MIB)) {
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; !isOver.get(); i++) {
              kit.put("k" + i % 500, StoreKit.bytes("v" + i));
              kit.remove("k" + (i * 7) % 500);
            }
          });
      int known = 0;
      for (int i = 0; i < 2_000 && !writer.isDone(); i++) {
        try (Snapshot snapshot = kit.store().snapshot()) {
          if (snapshot.knownSize() != Snapshot.UNKNOWN) {
            known++;
            assertThat(snapshot.knownSize()).isEqualTo(contents(snapshot).size());
          }
        } catch (SnapshotTooOldException e) {
          assertThat(e).hasMessageContaining("oldest that can still be read");
        }
      }
      isOver.set(true);
      writer.get(1, TimeUnit.MINUTES);
      assertThat(known).isPositive();
      assertThat(kit.store().check()).isEmpty();
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aSizeWithoutASnapshotIsOfOneVersionWhateverAWriterReplaces() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (StoreKit kit = StoreKit.open(directory, "replaced", 64 * MIB)) {
      for (int i = 0; i < 500; i++) {
        kit.put("k" + i, StoreKit.bytes("v" + i));
      }
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; !isOver.get(); i++) {
              kit.put("k" + i % 500, StoreKit.bytes("w" + i));
            }
          });
      int known = 0;
      for (int i = 0; i < 100_000 && !writer.isDone(); i++) {
        long size = kit.store().committedSize();
        if (size != Snapshot.UNKNOWN) {
          known++;
          assertThat(size).isEqualTo(500);
        }
      }
      isOver.set(true);
      writer.get(1, TimeUnit.MINUTES);
      assertThat(known).isPositive();
      assertThat(kit.store().committedSize()).isEqualTo(500);
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aSnapshotThatHoldsTooMuchBackEndsAsTooOldAndWritersGoOn() {
    try (StoreKit kit = StoreKit.open(directory, "bounded", MIB);
        Snapshot snapshot = snapshotOf(kit)) {
      for (int i = 0; i < 20_000; i++) {
        kit.put("key-" + i % 10, new byte[200]);
      }
      assertThat(kit.store().figures().map().retainedBytes()).isLessThan(MIB / 5);
      assertThatThrownBy(() -> contents(snapshot))
          .isInstanceOf(SnapshotTooOldException.class)
          .hasMessageContaining("snapshot too old");
      assertThat(kit.store().check()).isEmpty();
    }
  }

  @Test
  void anEvictedEntryIsSeenByTheSnapshotThatWasOpenedBefore() {
    try (StoreKit kit = StoreKit.open(directory, "evicting", 2 * MIB)) {
      kit.put("old", StoreKit.bytes("value"));
      try (Snapshot snapshot = snapshotOf(kit)) {
        kit.store().clear();
        assertThat(kit.get("old")).isNull();
        assertThat(contents(snapshot)).containsExactly(Map.entry("old", "value"));
      }
    }
  }

  @Test
  void whatHadExpiredWhenASnapshotWasOpenedIsNotVisibleInIt() {
    try (StoreKit kit = StoreKit.open(directory, "expiring", MIB)) {
      kit.put("gone", new byte[1], 1);
      kit.put("there", new byte[1], Long.MAX_VALUE - 1);
      try (Snapshot snapshot = snapshotOf(kit)) {
        EntryCopy copy = new EntryCopy();
        assertThat(snapshot.get(StoreKit.bytes("gone"), 4, copy)).isFalse();
        assertThat(snapshot.get(StoreKit.bytes("there"), 5, copy)).isTrue();
      }
    }
  }

  private static Snapshot snapshotOf(StoreKit kit) {
    return kit.store().snapshot();
  }

  private static void close(Taken taken, long seed) {
    assertThat(contents(taken.snapshot()))
        .as("seed %d version %d", seed, taken.snapshot().version())
        .isEqualTo(taken.contents());
    EntryCopy copy = new EntryCopy();
    for (int i = 0; i < 3_000; i += 7) {
      String key = "key-" + i;
      byte[] bytes = StoreKit.bytes(key);
      String expected = taken.contents().get(key);
      boolean isFound = taken.snapshot().get(bytes, bytes.length, copy);
      assertThat(isFound ? text(copy.value()) : null)
          .as("seed %d version %d %s", seed, taken.snapshot().version(), key)
          .isEqualTo(expected);
    }
    taken.snapshot().close();
  }

  private static Map<String, String> contents(Snapshot snapshot) {
    Map<String, String> seen = new HashMap<>();
    EntryCopy copy = new EntryCopy();
    VersionCursor cursor = snapshot.entries();
    while (cursor.next(copy)) {
      String key = text(copy.key());
      assertThat(seen.put(key, text(copy.value()))).as("%s seen twice", key).isNull();
    }
    return seen;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
