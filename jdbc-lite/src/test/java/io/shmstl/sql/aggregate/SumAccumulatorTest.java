package io.shmstl.sql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumAccumulatorTest {
  private static final SqlType DECFLOAT = new SqlType(TypeKind.DECFLOAT, 38, 0);

  /** Doubles are summed as the decimals that they are written as, exactly, however it is done. */
  @Test
  void theSumOfDoublesIsThatOfTheirDecimals() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 200; round++) {
      SumAccumulator sum = new SumAccumulator(DECFLOAT, false);
      BigDecimal expected = BigDecimal.ZERO;
      for (int i = 0; i < 200; i++) {
        double number = number(random, round % 5);
        sum.addDouble(number);
        expected = expected.add(new BigDecimal(Double.toString(number)));
      }
      assertThat((BigDecimal) sum.result()).isEqualByComparingTo(expected);
    }
  }

  private static double number(SplittableRandom random, int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(-1_000_000, 1_000_000) / 100.0;
      case 1 -> random.nextLong(-(1L << 53), 1L << 53) / 1e4;
      case 2 -> random.nextDouble();
      case 3 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-80, 80));
      default -> (random.nextLong(1L << 50) + 0.5) * (random.nextBoolean() ? 1 : -1);
    };
  }
}
