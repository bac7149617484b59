package io.shmstl.sql;

import io.shmstl.sql.type.SqlType;
import io.shmstl.sql.type.TypeKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tables of one shape with random rows: few different values, so that joins and groups meet. */
final class RandomTables {
  /** The names of the tables; the last one is empty. */
  static final List<String> NAMES = List.of("R1", "R2", "R3", "R0");

  /** The columns of each table, by the kind of their values. */
  static final List<Named> COLUMNS =
      List.of(
          new Named("I", SqlType.INTEGER),
          new Named("J", SqlType.SMALLINT),
          new Named("B", SqlType.BIGINT),
          new Named("N", SqlType.numeric(8, 2)),
          new Named("D", SqlType.DOUBLE),
          new Named("F", SqlType.REAL),
          new Named("S", SqlType.varchar(10)),
          new Named("T", SqlType.BOOLEAN),
          new Named("DA", SqlType.DATE),
          new Named("TS", new SqlType(TypeKind.TIMESTAMP, 26, 6)));

  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "A", "ba ", "%", "a_b", "ü", "10", "zz");
  private static final int[] SIZES = {9, 14, 25, 0};
  private static final double NULLS = 0.15;

  private RandomTables() {}

  /** A column of the tables. */
  record Named(String name, SqlType type) {}

  static MemoryCatalog catalog(long seed) {
    Random random = new Random(seed);
    MemoryCatalog catalog = new MemoryCatalog();
    Object[] columns = COLUMNS.stream().flatMap(c -> List.of(c.name, c.type).stream()).toArray();
    for (int t = 0; t < SIZES.length; t++) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int r = 0; r < SIZES[t]; r++) {
        @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
        for (int c = 0; c < row.length; c++) {
          row[c] = random.nextDouble() < NULLS ? null : value(COLUMNS.get(c).type.kind(), random);
        }
        rows.add(row);
      }
      catalog.add(NAMES.get(t), rows, columns);
    }
    return catalog;
  }

  private static Object value(TypeKind kind, Random random) {
    return switch (kind) {
      case INTEGER -> random.nextLong(-3, 7);
      case SMALLINT -> random.nextLong(0, 4);
      case BIGINT -> random.nextInt(5) == 0 ? 10_000_000_000L : random.nextLong(-2, 5);
      case NUMERIC -> BigDecimal.valueOf(random.nextLong(-400, 700), 2);
      case DOUBLE -> random.nextLong(-8, 12) / 4.0;
      case REAL -> random.nextLong(-8, 12) / 2f;
      case BOOLEAN -> random.nextBoolean();
      case DATE -> LocalDate.of(2024, 2, 27).plusDays(random.nextLong(5));
      case TIMESTAMP -> LocalDateTime.of(2024, 2, 28, 22, 0).plusMinutes(random.nextLong(9) * 30);
      default -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }
}
