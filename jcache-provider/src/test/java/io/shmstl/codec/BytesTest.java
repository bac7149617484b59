package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What codecs write with the one, they read with the other. */
class BytesTest {
  private static final long SEED = 7;

  @Test
  void everyKindOfFieldComesBack() {
    ByteWriter out = new ByteWriter(1);
    out.writeByte(-1);
    out.writeBoolean(true);
    out.writeShort(-2);
    out.writeInt(Integer.MIN_VALUE);
    out.writeLong(Long.MIN_VALUE);
    out.writeFloat(-0f);
    out.writeDouble(Math.PI);
    out.writeBytes(new byte[] {1, 2, 3});
    out.writeString("漢字");
    out.writeString("");
    ByteReader in = new ByteReader(out.toByteArray());
    assertThat(in.readByte()).isEqualTo((byte) -1);
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readShort()).isEqualTo((short) -2);
    assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.readFloat()).isEqualTo(-0f);
    assertThat(in.readDouble()).isEqualTo(Math.PI);
    assertThat(in.readBytes(3)).containsExactly(1, 2, 3);
    assertThat(in.readString()).isEqualTo("漢字");
    assertThat(in.readString()).isEmpty();
    assertThat(in.remaining()).isZero();
  }

  @Test
  void numbersOfVariableLengthComeBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      ByteWriter out = new ByteWriter();
      out.writeVarlong(number);
      out.writeZigzag(number);
      out.writeVarint((int) number);
      ByteReader in = new ByteReader(out.buffer(), 0, out.length());
      assertThat(in.readVarlong()).isEqualTo(number);
      assertThat(in.readZigzag()).isEqualTo(number);
      assertThat(in.readVarint()).isEqualTo((int) number);
      assertThat(in.remaining()).isZero();
    }
  }

  @Test
  void numberThatIsNotInItsShortestFormIsRefused() {
    for (byte[] bytes : new byte[][] {{-128, 0}, {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2}}) {
      assertThatThrownBy(() -> new ByteReader(bytes).readVarlong())
          .isInstanceOf(CodecException.class);
    }
    assertThatThrownBy(() -> new ByteReader(new byte[] {-1, -1, -1, -1, 16}).readVarint())
        .isInstanceOf(CodecException.class);
  }

  @Test
  void lengthStandsBeforeABodyOfAnySize() {
    for (int size : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_152}) {
      byte[] body = new byte[size];
      new Random(size).nextBytes(body);
      ByteWriter out = new ByteWriter();
      int start = out.beginSized();
      out.writeBytes(body);
      out.endSized(start);
      out.writeByte(5);
      ByteReader in = new ByteReader(out.toByteArray());
      int outer = in.enter();
      assertThat(in.remaining()).isEqualTo(size);
      assertThat(in.readBytes(size)).isEqualTo(body);
      in.leave(outer);
      assertThat(in.readByte()).isEqualTo((byte) 5);
    }
  }

  @Test
  void readingStaysInsideItsSlice() {
    ByteReader in = new ByteReader(new byte[20], 4, 6);
    assertThatThrownBy(in::readLong).isInstanceOf(CodecException.class);
    in.readInt();
    assertThatThrownBy(in::readInt).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> in.readBytes(3)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> in.readBytes(-1)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> in.readBytes(new byte[9], 0, 9)).isInstanceOf(CodecException.class);
    assertThat(in.remaining()).isEqualTo(2);
  }

  @Test
  void largeBufferIsGivenUpWhenTheWriterIsReset() {
    ByteWriter out = new ByteWriter();
    out.writeBytes(new byte[2 * ByteWriter.RETAINED_BYTES]);
    out.reset();
    assertThat(out.length()).isZero();
    assertThat(out.buffer().length).isLessThan(ByteWriter.RETAINED_BYTES);
  }
}
