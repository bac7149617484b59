package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A user's codec is used as it is, and its mistakes stay its own. */
class PluggedInCodecTest {
  /** Neither a record nor serializable. */
  static final class Point {
    final int x;
    final int y;

    Point(int x, int y) {
      this.x = x;
      this.y = y;
    }
  }

  /** Two ints. */
  public static final class PointCodec implements Codec<Point> {
    public PointCodec() {}

    @Override
    public void encode(Point value, ByteWriter out) {
      out.writeInt(value.x);
      out.writeInt(value.y);
    }

    @Override
    public Point decode(ByteReader in) {
      int x = in.readInt();
      return new Point(x, in.readInt());
    }
  }

  /** Fails both ways. */
  static final class FailingCodec implements Codec<Point> {
    @Override
    public void encode(Point value, ByteWriter out) {
      out.writeInt(1);
      throw new UnsupportedOperationException("no writing");
    }

    @Override
    public Point decode(ByteReader in) {
      throw new ArrayIndexOutOfBoundsException("no reading");
    }
  }

  /** No public constructor. */
  static final class HiddenCodec implements Codec<Point> {
    private HiddenCodec() {}

    @Override
    public void encode(Point value, ByteWriter out) {}

    @Override
    public Point decode(ByteReader in) {
      return new Point(0, 0);
    }
  }

  private static final ClassLoader LOADER = PluggedInCodecTest.class.getClassLoader();

  private final Codec<Object> codec = Codecs.guarded(new PointCodec(), Point.class);

  @Test
  void valueGoesThroughTheCodec() {
    byte[] bytes = RoundTrip.encode(codec, new Point(3, -4));
    assertThat(bytes).hasSize(9).startsWith(TypeTag.CUSTOM);
    assertThat(codec.decode(new ByteReader(bytes)))
        .isInstanceOfSatisfying(Point.class, p -> assertThat(p.y).isEqualTo(-4));
  }

  @Test
  void codecIsMadeByTheNameOfItsClass() {
    assertThat(Codecs.instantiate(PointCodec.class.getName(), LOADER))
        .isInstanceOf(PointCodec.class);
    for (String name :
        new String[] {"no.such.Codec", HiddenCodec.class.getName(), "java.lang.Object"}) {
      assertThatThrownBy(() -> Codecs.instantiate(name, LOADER))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void exceptionsOfTheCodecAreWrapped() {
    Codec<Object> failing = Codecs.guarded(new FailingCodec(), Point.class);
    ByteWriter out = new ByteWriter();
    out.writeByte(9);
    assertThatThrownBy(() -> failing.encode(new Point(1, 2), out))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(FailingCodec.class.getName())
        .hasCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(out.length()).isEqualTo(1);
    byte[] bytes = RoundTrip.encode(codec, new Point(1, 2));
    assertThatThrownBy(() -> failing.decode(new ByteReader(bytes)))
        .isInstanceOf(CodecException.class)
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void bytesOfOthersAreRefused() {
    byte[] builtIn = new RoundTrip().value("text");
    assertThatThrownBy(() -> codec.decode(new ByteReader(builtIn)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(PointCodec.class.getName());
    byte[] custom = RoundTrip.encode(codec, new Point(1, 2));
    assertThatThrownBy(() -> new RoundTrip().values.decode(new ByteReader(custom)))
        .isInstanceOf(CodecException.class);
    byte[] tooLong = Arrays.copyOf(custom, custom.length + 1);
    assertThatThrownBy(() -> codec.decode(new ByteReader(tooLong)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("follow");
  }

  @Test
  void valuesOfOtherTypesAreRefused() {
    assertThatThrownBy(() -> codec.encode("text", new ByteWriter()))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.lang.String");
  }
}
