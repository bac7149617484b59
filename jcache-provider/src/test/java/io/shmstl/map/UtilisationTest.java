package io.shmstl.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full segment is full of data, and takes what it says it takes. */
class UtilisationTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void valuesOfMixedSizesLeaveAtMostATwentiethUnused(long seed) {
    Random random = new Random(seed);
    try (MapKit kit = MapKit.create(10 * MapKit.MIB)) {
      double least = 1;
      for (int i = 0; i < 40_000; i++) {
        kit.put("k" + random.nextInt(60_000), new byte[mixed(random)]);
        if (i > 20_000) {
          least = Math.min(least, used(kit));
        }
      }
      assertThat(least).as("seed %d", seed).isGreaterThan(0.95);
      assertThat(kit.problems()).as("seed %d", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void aTinySegmentTakesEverySizeInAnyOrder(long seed) {
    Random random = new Random(seed);
    try (MapKit kit = MapKit.create(MapKit.MIB)) {
      int largest = EntryLimits.maxValueBytes(kit.segment());
      for (int i = 0; i < 30_000; i++) {
        String key = "k" + random.nextInt(20_000);
        int length = i % 100 == 0 ? random.nextInt(largest + 1) : random.nextInt(200);
        kit.put(key, new byte[length]);
        assertThat(kit.get(key)).as("seed %d step %d", seed, i).hasSize(length);
      }
      assertThat(kit.problems()).as("seed %d", seed).isEmpty();
    }
  }

  private static int mixed(Random random) {
    int magnitude = 4 + random.nextInt(11);
    return (1 << magnitude) + random.nextInt(1 << magnitude);
  }

  private static double used(MapKit kit) {
    return (double) kit.allocator().figures().usedBytes()
        / (kit.segment().capacityBytes() - kit.segment().heapStart());
  }
}
