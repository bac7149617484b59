package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are read without a class of the application, whole and by columns. */
class PlainReaderTest {
  record Party(String name, DayOfWeek closed) {}

  record Trade(
      long id,
      @Nullable String symbol,
      int quantity,
      double price,
      Party buyer,
      List<Party> others,
      Map<String, Integer> tags,
      Optional<LocalDate> settles,
      OptionalInt lot,
      @Nullable Serializable note,
      boolean isOpen) {}

  static final class Note implements Serializable {
    private static final long serialVersionUID = 1L;
    final String text;

    Note(String text) {
      this.text = text;
    }
  }

  private static final Trade TRADE =
      new Trade(
          7L,
          "SHM",
          -300,
          1.5,
          new Party("é", DayOfWeek.SUNDAY),
          List.of(new Party("o", DayOfWeek.MONDAY)),
          Map.of("a", 1),
          Optional.of(LocalDate.EPOCH),
          OptionalInt.empty(),
          new Note("text"),
          true);

  private final RoundTrip codecs = new RoundTrip();
  private final SchemaTable schemas = new SchemaTable(codecs.schemas);
  private final PlainReader reader = new PlainReader(schemas);

  @ParameterizedTest
  @MethodSource("io.shmstl.codec.RoundTripTest#values")
  void everyValueIsReadAndSkipped(Object value) {
    byte[] bytes = codecs.value(Arrays.asList(value, "next"));
    ByteReader in = new ByteReader(bytes, 2, bytes.length - 2); // behind tag and size
    ValueSkipper.skip(in, reader);
    assertThat(reader.readGuarded(in, true)).isEqualTo("next");
    Object plain = reader.read(new ByteReader(codecs.value(value)));
    boolean isKept =
        value.getClass().getName().startsWith("java.")
            && !(value instanceof Enum<?>)
            && !value.getClass().getSimpleName().startsWith("Optional");
    if (isKept && !(plain instanceof OpaqueValue)) {
      assertThat(plain).isEqualTo(value);
    }
  }

  @Test
  void recordBecomesARow() {
    Row row = (Row) Objects.requireNonNull(reader.read(new ByteReader(codecs.value(TRADE))));
    assertThat(row.schema().className()).isEqualTo(Trade.class.getName());
    assertThat(row.value("id")).isEqualTo(7L);
    assertThat(row.value("buyer"))
        .isInstanceOfSatisfying(
            Row.class, r -> assertThat(r.values()).containsExactly("é", "SUNDAY"));
    assertThat(row.value("others"))
        .isEqualTo(List.of(new Row(RowSchema.of(Party.class), List.of("o", "MONDAY"))));
    assertThat(row.value("tags")).isEqualTo(Map.of("a", 1));
    assertThat(row.value("settles")).isEqualTo(LocalDate.EPOCH);
    assertThat(row.value("lot")).isNull();
    assertThat(row.value("note"))
        .isInstanceOfSatisfying(
            OpaqueValue.class, o -> assertThat(o.className()).isEqualTo(Note.class.getName()));
    assertThat(row.value("nothing")).isNull();
  }

  @Test
  void columnsAreReadInAnyOrder() {
    RowReader row = new RowReader(reader);
    byte[] bytes = codecs.value(TRADE);
    row.reset(bytes, 0, bytes.length);
    assertThat(row.schema()).isEqualTo(RowSchema.of(Trade.class));
    assertThat(row.column(10)).isEqualTo(true);
    assertThat(row.longColumn(2)).isEqualTo(-300);
    assertThat(row.doubleColumn(3)).isEqualTo(1.5);
    assertThat(row.longColumn(0)).isEqualTo(7);
    assertThat(row.column(1)).isEqualTo("SHM");
    assertThat(row.isNull(1)).isFalse();
    RowReader buyer = new RowReader(reader);
    buyer.reset(row, 4);
    assertThat(buyer.schema()).isEqualTo(RowSchema.of(Party.class));
    assertThat(buyer.column(1)).isEqualTo("SUNDAY");
    assertThat(buyer.value()).isEqualTo(row.column(4));
    assertThat(row.value()).isEqualTo(reader.read(new ByteReader(bytes)));
    assertThatThrownBy(() -> row.longColumn(1)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> row.column(11)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> row.column(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void scalarIsNoRow() {
    RowReader row = new RowReader(reader);
    byte[] bytes = codecs.value("text");
    row.reset(bytes, 0, bytes.length);
    assertThat(row.schema()).isNull();
    assertThat(row.value()).isEqualTo("text");
    assertThatThrownBy(() -> row.column(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void schemaSaysTheTypesOfColumns() {
    RowSchema schema = RowSchema.of(Trade.class);
    assertThat(Schema.decode(schema.encode())).isEqualTo(schema);
    assertThat(schema.columns())
        .extracting(column -> column.type().kind())
        .containsExactly(
            ColumnType.Kind.LONG,
            ColumnType.Kind.STRING,
            ColumnType.Kind.INTEGER,
            ColumnType.Kind.DOUBLE,
            ColumnType.Kind.RECORD,
            ColumnType.Kind.LIST,
            ColumnType.Kind.MAP,
            ColumnType.Kind.OPTIONAL,
            ColumnType.Kind.OPTIONAL,
            ColumnType.Kind.OBJECT,
            ColumnType.Kind.BOOLEAN);
    assertThat(schema.columns().get(0).type().isPrimitive()).isTrue();
    assertThat(schema.columns().get(1).type().isPrimitive()).isFalse();
    assertThat(schema.columns().get(4).type().className()).isEqualTo(Party.class.getName());
    assertThat(schema.columns().get(5).type().arguments())
        .containsExactly(ColumnType.of(Party.class));
    assertThat(schema.columns().get(7).type().arguments())
        .containsExactly(ColumnType.of(LocalDate.class));
  }

  @Test
  void schemaOfARecordIsThereBeforeItsFirstValue() {
    HeapSchemas empty = new HeapSchemas();
    SchemaTable table = new SchemaTable(empty);
    assertThat(table.newestOf(Party.class.getName())).isNull();
    Codec<Object> unused =
        Codecs.of(Party.class, new CodecOptions(Party.class.getClassLoader(), null, empty), false);
    assertThat(unused).isNotNull();
    assertThat(table.newestOf(Party.class.getName())).isEqualTo(RowSchema.of(Party.class));
  }

  @Test
  void columnTypeIsKnownByTheNameOfAClass() {
    assertThat(ColumnType.ofClassName("java.lang.Long")).isEqualTo(ColumnType.of(Long.class));
    assertThat(ColumnType.ofClassName("java.time.Instant")).isEqualTo(ColumnType.of(Instant.class));
    assertThat(ColumnType.ofClassName("com.app.Bean").kind()).isEqualTo(ColumnType.Kind.OBJECT);
    assertThat(ColumnType.of(UUID.class).kind()).isEqualTo(ColumnType.Kind.UUID);
    assertThat(ColumnType.of(Set.class).arguments()).containsExactly(ColumnType.of(Object.class));
  }

  @Test
  void valueOfAPluggedInCodecIsOpaque() {
    Codec<Object> codec =
        Codecs.guarded(new PluggedInCodecTest.PointCodec(), PluggedInCodecTest.Point.class);
    byte[] bytes = RoundTrip.encode(codec, new PluggedInCodecTest.Point(1, 2));
    assertThat(reader.read(new ByteReader(bytes)))
        .isInstanceOfSatisfying(
            OpaqueValue.class,
            value -> {
              assertThat(value.className()).isEmpty();
              assertThat(value.bytes()).hasSize(8);
            });
  }
}
