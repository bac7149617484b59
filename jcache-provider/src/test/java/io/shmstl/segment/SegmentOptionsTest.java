package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentOptionsTest {
  private static final UUID GENERATION = new UUID(1, 2);

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 4096, (1L << 20) - 4096, (1L << 35) + 4096, Long.MAX_VALUE})
  void capacityOutOfRangeIsRefusedWithValueAndRange(long capacityBytes) {
    assertThatThrownBy(() -> SegmentOptions.cache(capacityBytes, GENERATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Long.toString(capacityBytes))
        .hasMessageContaining("1048576 to 34359738368");
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 20) + 1, (1L << 20) + 4095})
  void capacityIsWholePages(long capacityBytes) {
    assertThatThrownBy(() -> SegmentOptions.cache(capacityBytes, GENERATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 4096");
  }

  @ParameterizedTest
  @ValueSource(longs = {-4096, 100, 1L << 20})
  void fixedAreaThatLeavesNoHeapIsRefused(long fixedAreaBytes) {
    assertThatThrownBy(() ->
            new SegmentOptions(SegmentKind.SYSTEM, 1L << 20, GENERATION, false, fixedAreaBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fixed area is " + fixedAreaBytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 10_002_432, 1L << 35})
  void everyCapacityLeavesAHeapBehindItsBitmap(long capacityBytes) {
    long start = SegmentLayout.heapStart(capacityBytes);

    assertThat(SegmentOptions.cache(capacityBytes, GENERATION).capacityBytes())
        .isEqualTo(capacityBytes);
    assertThat(start).isLessThan(capacityBytes).isGreaterThan(SegmentLayout.BITMAP);
    assertThat((start - SegmentLayout.BITMAP) * 64).isGreaterThanOrEqualTo(capacityBytes);
    assertThat(SegmentLayout.bitmapReservedEnd(capacityBytes, capacityBytes)).isEqualTo(start);
  }
}
