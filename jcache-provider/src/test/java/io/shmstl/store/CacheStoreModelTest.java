package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.map.EntryCopy;
import io.shmstl.map.EntryCursor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a store beside the same on a {@link HashMap}. */
class CacheStoreModelTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aStoreThatDoesNotEvictAnswersAsAHashMapDoes(long seed) {
    Random random = new Random(seed);
    Map<String, byte[]> model = new HashMap<>();
    try (StoreKit kit = StoreKit.open(directory, "model", 32 * MIB)) {
      for (int i = 0; i < 60_000; i++) {
        String key = "key-" + random.nextInt(8_000);
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> {
            byte[] value = value(random, 300);
            kit.put(key, value);
            model.put(key, value);
          }
          case 4, 5 ->
              assertThat(kit.remove(key))
                  .as("seed %d step %d: remove %s", seed, i, key)
                  .isEqualTo(model.remove(key) != null);
          default ->
              assertThat(kit.get(key))
                  .as("seed %d step %d: get %s", seed, i, key)
                  .isEqualTo(model.get(key));
        }
      }
      assertThat(kit.store().check()).as("seed %d", seed).isEmpty();
      assertThat(kit.store().figures().map().evictions()).isZero();
      assertThat(contents(kit.store())).as("seed %d", seed).isEqualTo(lengths(model));
      kit.store().clear();
      assertThat(contents(kit.store())).isEmpty();
      assertThat(kit.store().check()).as("seed %d after clear", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aStoreThatEvictsHoldsTheLastValueOrNone(long seed) {
    Random random = new Random(seed);
    Map<String, byte[]> model = new HashMap<>();
    try (StoreKit kit = StoreKit.open(directory, "evicting", 2 * MIB)) {
      for (int i = 0; i < 60_000; i++) {
        String key = "key-" + random.nextInt(30_000);
        if (random.nextInt(3) > 0) {
          byte[] value = value(random, random.nextInt(50) == 0 ? 60_000 : 500);
          kit.put(key, value);
          model.put(key, value);
        } else if (random.nextInt(10) == 0) {
          kit.remove(key);
          model.remove(key);
        } else {
          byte[] found = kit.get(key);
          if (found != null) {
            assertThat(found).as("seed %d step %d: get %s", seed, i, key).isEqualTo(model.get(key));
          }
        }
      }
      assertThat(kit.store().check()).as("seed %d", seed).isEmpty();
      assertThat(kit.store().figures().map().evictions()).isPositive();
      assertThat(kit.store().figures().reservedBytes()).isLessThanOrEqualTo(2 * MIB);
    }
  }

  @Test
  void aMillionPutsStayWithinTheDefaultCapacity() {
    long capacity = 10 * MIB;
    try (StoreKit kit = StoreKit.open(directory, "million", capacity)) {
      byte[] value = new byte[100];
      for (int i = 0; i < 1_000_000; i++) {
        kit.put("key-" + i, value);
      }
      assertThat(kit.store().figures().reservedBytes()).isLessThanOrEqualTo(capacity);
      assertThat(kit.store().figures().usedBytes())
          .isGreaterThan(capacity * 9 / 10)
          .isLessThanOrEqualTo(capacity);
      assertThat(kit.store().figures().map().entries()).isGreaterThan(60_000L);
      assertThat(kit.store().check()).isEmpty();
    }
  }

  private static byte[] value(Random random, int limit) {
    byte[] value = new byte[random.nextInt(limit)];
    random.nextBytes(value);
    return value;
  }

  private static Map<String, Integer> contents(CacheStore store) {
    Map<String, Integer> found = new HashMap<>();
    EntryCursor cursor = store.entries();
    EntryCopy copy = new EntryCopy();
    while (cursor.next(copy)) {
      String key = new String(copy.key(), StandardCharsets.UTF_8);
      assertThat(found.put(key, copy.valueLength())).as("key %s delivered twice", key).isNull();
    }
    return found;
  }

  private static Map<String, Integer> lengths(Map<String, byte[]> model) {
    Map<String, Integer> lengths = new HashMap<>();
    model.forEach((key, value) -> lengths.put(key, value.length));
    return lengths;
  }
}
