package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassTest {
  @Test
  void classesAreInOrderOfSizeWithoutGaps() {
    long smallest = 1;
    for (int sizeClass = 1; sizeClass < SizeClass.COUNT; sizeClass++) {
      assertThat(SizeClass.smallestUnits(sizeClass)).isEqualTo(smallest);
      assertThat(SizeClass.of(smallest)).isEqualTo(sizeClass);
      long largest =
          sizeClass + 1 == SizeClass.COUNT
              ? SizeClass.MAX_UNITS
              : SizeClass.smallestUnits(sizeClass + 1) - 1;
      assertThat(SizeClass.of(largest)).isEqualTo(sizeClass);
      assertThat(largest - smallest).isLessThanOrEqualTo(smallest / 16);
      smallest = largest + 1;
    }
    assertThat(smallest).isEqualTo(SizeClass.MAX_UNITS + 1);
  }

  @Test
  void aClassUpTo248BytesIsOneSize() {
    for (long units = 3; units <= 31; units++) {
      assertThat(SizeClass.of(units + 1)).isGreaterThan(SizeClass.of(units));
    }
  }
}
