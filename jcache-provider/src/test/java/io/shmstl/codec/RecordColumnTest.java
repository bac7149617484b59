package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A column found by itself is the column that a reader of rows finds, or unknown. */
class RecordColumnTest {
  record Wide(
      @Nullable Long id,
      @Nullable String name,
      short small,
      @Nullable Double price,
      boolean isOpen,
      @Nullable UUID key,
      int count,
      @Nullable String note) {}

  private static final int COLUMNS = Wide.class.getRecordComponents().length;

  private final RoundTrip codecs = new RoundTrip();
  private final PlainReader reader = new PlainReader(new SchemaTable(codecs.schemas));
  private final RowReader row = new RowReader(reader);
  private final SplittableRandom random = new SplittableRandom(31);

  @Test
  void whatIsFoundIsWhatAReaderOfRowsReads() {
    RecordColumn[] columns = columns(wide());
    int found = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] value = codecs.value(wide());
      byte[] bytes = new byte[value.length + 13];
      random.nextBytes(bytes);
      int offset = random.nextInt(10);
      System.arraycopy(value, 0, bytes, offset, value.length);
      row.reset(bytes, offset, value.length);
      for (int c = 0; c < COLUMNS; c++) {
        int at = columns[c].find(bytes, offset, value.length);
        if (at >= 0) {
          found++;
          assertSame(bytes, at, offset + value.length, c);
        }
      }
    }
    assertThat(found).isGreaterThan(3_000 * COLUMNS * 8 / 10);
  }

  @Test
  void finderFindsWhatAColumnFindsWhateverTheRecordBeforeLookedLike() {
    RecordColumn[] columns = columns(wide());
    ColumnFinder[] finders = new ColumnFinder[COLUMNS];
    Arrays.setAll(finders, c -> new ColumnFinder(columns[c]));
    byte[] value = codecs.value(wide());
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(4) == 0) {
        value = codecs.value(wide());
      } else if (random.nextInt(4) == 0) {
        value = value.clone();
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(value.length + 1) : value.length;
      byte[] bytes = new byte[length + random.nextInt(30)];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length - length + 1);
      System.arraycopy(value, 0, bytes, offset, length);
      for (int c = 0; c < COLUMNS; c++) {
        assertThat(finders[c].find(bytes, offset, length))
            .isEqualTo(columns[c].find(bytes, offset, length));
      }
    }
  }

  @Test
  void bytesThatEndTooEarlyAreUnknownAndNotReadBeyond() {
    Wide wide = new Wide(1L << 40, "name", (short) 300, 2.5, true, new UUID(1, 2), 7, "note");
    byte[] value = codecs.value(wide);
    RecordColumn[] columns = columns(wide);
    for (int length = 0; length < value.length; length++) {
      byte[] cut = Arrays.copyOf(value, length);
      for (RecordColumn column : columns) {
        int at = column.find(cut, 0, length);
        if (at >= 0) {
          assertThat(at).isLessThan(length);
          if (RecordColumn.isWholeNumber(cut, at, length)) {
            assertThat(RecordColumn.wholeNumber(cut, at)).isIn(1L << 40, 300L, 7L);
          }
          if (RecordColumn.isDouble(cut, at, length)) {
            assertThat(RecordColumn.doubleAt(cut, at)).isEqualTo(2.5);
          }
          assertThat(RecordColumn.latin1Length(cut, at, length)).isLessThanOrEqualTo(length);
        }
      }
    }
  }

  @Test
  void aRecordOfAnotherSchemaIsUnknown() {
    RecordColumn[] columns = columns(wide());
    byte[] other = codecs.value(new PlainReaderTest.Party("p", java.time.DayOfWeek.MONDAY));
    assertThat(columns[0].find(other, 0, other.length)).isEqualTo(RecordColumn.UNKNOWN);
  }

  private void assertSame(byte[] bytes, int at, int end, int column) {
    Object expected = row.column(column);
    if (RecordColumn.isWholeNumber(bytes, at, end) && expected instanceof Number number) {
      assertThat(RecordColumn.wholeNumber(bytes, at)).isEqualTo(number.longValue());
    } else if (RecordColumn.isDouble(bytes, at, end)) {
      assertThat(RecordColumn.doubleAt(bytes, at)).isEqualTo(expected);
    } else if (RecordColumn.latin1Length(bytes, at, end) >= 0) {
      int length = RecordColumn.latin1Length(bytes, at, end);
      assertThat(new String(bytes, at + 2, length, StandardCharsets.ISO_8859_1))
          .isEqualTo(expected);
    } else {
      assertThat(expected instanceof Number).as("column %d", column).isFalse();
    }
  }

  private RecordColumn[] columns(Wide wide) {
    byte[] bytes = codecs.value(wide);
    row.reset(bytes, 0, bytes.length);
    RecordColumn[] columns = new RecordColumn[COLUMNS];
    Arrays.setAll(columns, row::recordColumn);
    return columns;
  }

  private Wide wide() {
    return new Wide(
        random.nextBoolean() ? null : random.nextLong() >> random.nextInt(64),
        text(),
        (short) random.nextInt(),
        random.nextBoolean() ? null : random.nextDouble(),
        random.nextBoolean(),
        random.nextBoolean() ? null : new UUID(random.nextLong(), 0),
        random.nextInt() >> random.nextInt(32),
        text());
  }

  private @Nullable String text() {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "x".repeat(random.nextInt(300));
      case 3 -> "\u4e2d".repeat(random.nextInt(5));
      default -> "\u00e4b".repeat(random.nextInt(20));
    };
  }
}
