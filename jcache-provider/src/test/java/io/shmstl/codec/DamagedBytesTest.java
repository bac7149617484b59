package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bytes of any content end in a value or a codec exception, soon. */
class DamagedBytesTest {
  private static final long SEED = 20261123;
  private static final int ROUNDS = 40_000;

  private final RoundTrip codecs = new RoundTrip();
  private final PlainReader plain = new PlainReader(new SchemaTable(codecs.schemas));
  private final RowReader row = new RowReader(plain);

  record Node(int number, @Nullable Node next) {}

  @Test
  void damagedValuesEndInAValueOrACodecException() {
    List<byte[]> seeds =
        Stream.of(
                RoundTripTest.values(),
                RoundTripTest.collections(),
                SerializationTest.customCollections(),
                Stream.<Object>of(
                    new KeyEqualityTest.SimpleKey("a", 1, List.of(2.0)),
                    new KeyEqualityTest.CacheKey(5L, "entity", "tenant"),
                    new Node(1, new Node(2, null)),
                    new int[] {1, 2, 3},
                    new char[] {'a'},
                    new double[] {1.5}))
            .flatMap(stream -> stream)
            .flatMap(value -> Stream.of(codecs.value(value), codecs.key(value)))
            .toList();
    Random random = new Random(SEED);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            readEveryWay(damaged(seeds, random));
          }
        });
  }

  @Test
  void randomBytesEndInAValueOrACodecException() {
    codecs.value(new Node(1, null));
    Random random = new Random(SEED + 1);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = (byte) random.nextInt(TypeTag.CUSTOM + 2);
      }
      readEveryWay(bytes);
    }
  }

  @Test
  void damagedSchemasEndInASchemaOrACodecException() {
    byte[] schema = RowSchema.of(PlainReaderTest.Trade.class).encode();
    byte[] constant = new EnumSchema("a.B", "C").encode();
    Random random = new Random(SEED + 2);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = damaged(List.of(schema, constant), random);
      try {
        assertThat(Schema.decode(bytes).className()).isNotNull();
      } catch (CodecException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void announcedSizesAreCheckedBeforeRoomIsMade() {
    ByteWriter nested = new ByteWriter();
    for (int i = 0; i < 150; i++) {
      nested.writeByte(TypeTag.LIST);
      nested.writeVarint(1 << 20);
    }
    nested.writeBytes(new byte[1 << 20]);
    assertRefused(nested.toByteArray());
    for (int tag : new int[] {TypeTag.LIST, TypeTag.SET, TypeTag.MAP, TypeTag.SORTED_MAP}) {
      ByteWriter out = new ByteWriter();
      out.writeByte(tag);
      out.writeVarint(Integer.MAX_VALUE);
      assertThatThrownBy(() -> codecs.values.decode(new ByteReader(out.toByteArray())))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("2147483647 elements");
    }
    assertRefused(new byte[] {TypeTag.LIST, 1, TypeTag.BYTES, -1, -1, -1, -1, 7});
    assertRefused(new byte[] {TypeTag.LIST, 1, TypeTag.LATIN1, -1, -1, -1, -1, 15});
  }

  @Test
  void depthOfBytesIsLimited() {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) TypeTag.OPTIONAL);
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("deeper than " + Nesting.MAX_DEPTH);
    assertThatThrownBy(() -> plain.read(new ByteReader(bytes))).isInstanceOf(CodecException.class);
    byte[] column = bytes.clone();
    assertThatThrownBy(() -> ValueSkipper.skip(new ByteReader(column), plain))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void depthOfValuesIsLimitedAlike() {
    Node deep = new Node(0, null);
    Optional<Object> optional = Optional.empty();
    for (int i = 1; i < Nesting.MAX_DEPTH; i++) {
      deep = new Node(i, deep);
      optional = Optional.of(optional);
    }
    assertThat(codecs.copy(deep)).isEqualTo(deep);
    assertThat(codecs.copy(optional)).isEqualTo(optional);
    Node tooDeep = new Node(-1, deep);
    assertThatThrownBy(() -> codecs.value(tooDeep))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("deeper than " + Nesting.MAX_DEPTH);
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(() -> codecs.value(itself)).isInstanceOf(CodecException.class);
    assertThat(codecs.copy(deep)).as("the codec is as it was").isEqualTo(deep);
  }

  @Test
  void bytesBehindAValueAreRefused() {
    for (Object value : List.of(1, 2L, true, 1.5, List.of(1), new Node(1, null))) {
      byte[] bytes = codecs.value(value);
      assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    }
    assertRefused(new byte[0]);
    assertRefused(new byte[] {TypeTag.NULL});
  }

  @Test
  void elementsThatOccurTwiceAreRefused() {
    byte[] set = {TypeTag.SET, 2, TypeTag.TRUE, TypeTag.TRUE};
    byte[] map = {TypeTag.MAP, 2, TypeTag.TRUE, TypeTag.NULL, TypeTag.TRUE, TypeTag.FALSE};
    for (byte[] bytes : List.of(set, map)) {
      assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("twice");
    }
  }

  @Test
  void numbersOfSchemasThatAreNotThereAreRefused() {
    codecs.value(new Node(1, null));
    codecs.value(Thread.State.NEW);
    assertRefused(new byte[] {TypeTag.RECORD, 0});
    assertRefused(new byte[] {TypeTag.RECORD, 77});
    assertRefused(new byte[] {TypeTag.RECORD, -1, -1, -1, -1, 15});
    assertRefused(new byte[] {TypeTag.RECORD, 2, TypeTag.INTEGER, TypeTag.NULL});
    assertRefused(new byte[] {TypeTag.ENUM, 1});
  }

  @Test
  void failedReadLeavesTheReaderFitForTheNext() {
    ByteReader in = new ByteReader(new byte[] {TypeTag.LIST, 1, TypeTag.LIST, 9});
    assertThatThrownBy(() -> codecs.values.decode(in)).isInstanceOf(CodecException.class);
    byte[] bytes = codecs.value(List.of("x"));
    assertThat(codecs.values.decode(in.reset(bytes, 0, bytes.length))).isEqualTo(List.of("x"));
  }

  private void readEveryWay(byte[] bytes) {
    attempt(bytes, () -> codecs.values.decode(new ByteReader(bytes)));
    attempt(bytes, () -> codecs.keys.decode(new ByteReader(bytes)));
    attempt(bytes, () -> plain.read(new ByteReader(bytes)));
    attempt(
        bytes,
        () -> {
          row.reset(bytes, 0, bytes.length);
          RowSchema schema = row.schema();
          for (int i = 0; schema != null && i < schema.columns().size(); i++) {
            row.column(i);
            row.isNull(i);
          }
        });
  }

  private static void attempt(byte[] bytes, Runnable read) {
    try {
      read.run();
    } catch (CodecException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    } catch (Throwable e) {
      throw new AssertionError("bytes " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static byte[] damaged(List<byte[]> seeds, Random random) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(9));
        default -> {
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int count = Math.min(random.nextInt(20), Math.min(other.length, bytes.length - at));
          System.arraycopy(other, other.length - count, bytes, at, count);
        }
      }
    }
    return bytes;
  }

  private void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> codecs.values.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> plain.read(new ByteReader(bytes))).isInstanceOf(CodecException.class);
  }
}
