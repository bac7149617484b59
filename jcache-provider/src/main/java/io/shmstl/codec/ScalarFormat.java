package io.shmstl.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/** Numbers, characters and identifiers as bytes. One value has one encoding. */
final class ScalarFormat {
  private ScalarFormat() {}

  static void writeBoolean(boolean value, ByteWriter out) {
    out.writeByte(value ? TypeTag.TRUE : TypeTag.FALSE);
  }

  static void writeByte(byte value, ByteWriter out) {
    int at = out.take(1 + Byte.BYTES);
    out.buffer()[at] = TypeTag.BYTE;
    out.buffer()[at + 1] = value;
  }

  static void writeCharacter(char value, ByteWriter out) {
    int at = out.take(1 + Character.BYTES);
    out.buffer()[at] = TypeTag.CHARACTER;
    ByteWriter.SHORT.set(out.buffer(), at + 1, (short) value);
  }

  static void writeShort(short value, ByteWriter out) {
    writeShortened(TypeTag.SHORT, zigzag(value) & 0xFFFF_FFFFL, out);
  }

  static void writeInteger(int value, ByteWriter out) {
    writeShortened(TypeTag.INTEGER, zigzag(value) & 0xFFFF_FFFFL, out);
  }

  static void writeLong(long value, ByteWriter out) {
    writeShortened(TypeTag.LONG, (value << 1) ^ (value >> 63), out);
  }

  /** Equal as {@link Float#equals}: every NaN is one, zero has two. */
  static void writeFloat(float value, ByteWriter out) {
    int at = out.take(1 + Float.BYTES);
    out.buffer()[at] = TypeTag.FLOAT;
    ByteWriter.INT.set(out.buffer(), at + 1, Float.floatToIntBits(value));
  }

  /** Equal as {@link Double#equals}: every NaN is one, zero has two. */
  static void writeDouble(double value, ByteWriter out) {
    int at = out.take(1 + Double.BYTES);
    out.buffer()[at] = TypeTag.DOUBLE;
    ByteWriter.LONG.set(out.buffer(), at + 1, Double.doubleToLongBits(value));
  }

  static void writeUuid(UUID value, ByteWriter out) {
    int at = out.take(1 + 2 * Long.BYTES);
    out.buffer()[at] = TypeTag.UUID;
    ByteWriter.LONG.set(out.buffer(), at + 1, value.getMostSignificantBits());
    ByteWriter.LONG.set(out.buffer(), at + 1 + Long.BYTES, value.getLeastSignificantBits());
  }

  static void writeBigInteger(BigInteger value, ByteWriter out, boolean nested) {
    byte[] bytes = value.toByteArray();
    out.writeByte(TypeTag.BIG_INTEGER);
    if (nested) {
      out.writeVarint(bytes.length);
    }
    out.writeBytes(bytes);
  }

  /** Equal as {@link BigDecimal#equals}: 1.0 is not 1.00. */
  static void writeBigDecimal(BigDecimal value, ByteWriter out, boolean nested) {
    out.writeByte(TypeTag.BIG_DECIMAL);
    int start = nested ? out.beginSized() : 0;
    out.writeZigzag(value.scale());
    out.writeBytes(value.unscaledValue().toByteArray());
    if (nested) {
      out.endSized(start);
    }
  }

  /** Reads the body of a short, int or long whose tag announced so many bytes. */
  static long readShortened(int count, ByteReader in) {
    long value = in.readShortened(count);
    return (value >>> 1) ^ -(value & 1);
  }

  static char readCharacter(ByteReader in) {
    return (char) in.readShort();
  }

  static UUID readUuid(ByteReader in) {
    long high = in.readLong();
    return new UUID(high, in.readLong());
  }

  /** Reads the body of a big integer that ends where the reader does. */
  static BigInteger readBigInteger(ByteReader in) {
    int count = in.remaining();
    if (count == 0) {
      throw new CodecException("a big integer has no bytes");
    }
    int at = in.take(count);
    return new BigInteger(in.array(), at, count);
  }

  /** Reads the body of a big decimal that ends where the reader does. */
  static BigDecimal readBigDecimal(ByteReader in) {
    long scale = in.readZigzag();
    if (scale != (int) scale) {
      throw new CodecException("the scale of a big decimal is " + scale);
    }
    return new BigDecimal(readBigInteger(in), (int) scale);
  }

  private static int zigzag(int value) {
    return (value << 1) ^ (value >> 31);
  }

  /** Writes the tag of a number of this many bytes, then its low bytes. */
  private static void writeShortened(int tagOfNone, long value, ByteWriter out) {
    int count = (Long.SIZE + 7 - Long.numberOfLeadingZeros(value)) >>> 3;
    int at = out.take(1 + Long.BYTES);
    out.buffer()[at] = (byte) (tagOfNone + count);
    ByteWriter.LONG.set(out.buffer(), at + 1, value);
    out.cut(at + 1 + count);
  }
}
