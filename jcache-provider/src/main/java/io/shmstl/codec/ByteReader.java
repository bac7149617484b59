package io.shmstl.codec;

import java.util.Arrays;
import java.util.Objects;

/**
 * A place in a slice of an array of bytes that values are read from; little-endian.
 *
 * <p>Every read is checked against the end of the slice and fails with a {@link CodecException}.
 * Meant to be kept and {@link #reset} between values. Not safe for use by several threads.
 */
public final class ByteReader {
  private byte[] bytes;
  private int position;
  private int limit;

  /** How many values around the one being read. */
  private int depth;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteReader(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    position = offset;
    limit = offset + length;
  }

  /** Turns to another slice; the array is read, never kept by what is decoded. */
  public ByteReader reset(byte[] newBytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, newBytes.length);
    bytes = newBytes;
    position = offset;
    limit = offset + length;
    depth = 0;
    return this;
  }

  /** The number of bytes not read yet. */
  public int remaining() {
    return limit - position;
  }

  public byte readByte() {
    return bytes[take(1)];
  }

  public boolean readBoolean() {
    int value = readByte();
    if ((value & ~1) != 0) {
      throw new CodecException("a boolean is " + value);
    }
    return value != 0;
  }

  public short readShort() {
    int at = take(Short.BYTES);
    return (short) ByteWriter.SHORT.get(bytes, at);
  }

  public int readInt() {
    int at = take(Integer.BYTES);
    return (int) ByteWriter.INT.get(bytes, at);
  }

  public long readLong() {
    int at = take(Long.BYTES);
    return (long) ByteWriter.LONG.get(bytes, at);
  }

  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public void readBytes(byte[] target, int offset, int count) {
    System.arraycopy(bytes, take(count), target, offset, count);
  }

  public byte[] readBytes(int count) {
    int at = take(count);
    return Arrays.copyOfRange(bytes, at, at + count);
  }

  /** What {@link ByteWriter#writeVarint} wrote. */
  public int readVarint() {
    int first = readByte();
    if (first >= 0) {
      return first;
    }
    long value = readRestOfVarlong(first);
    if (value >>> 32 != 0) {
      throw new CodecException("a number of 32 bits is " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /** What {@link ByteWriter#writeVarlong} wrote. */
  public long readVarlong() {
    int first = readByte();
    return first >= 0 ? first : readRestOfVarlong(first);
  }

  /** What {@link ByteWriter#writeZigzag} wrote. */
  public long readZigzag() {
    long value = readVarlong();
    return (value >>> 1) ^ -(value & 1);
  }

  /** What {@link ByteWriter#writeString} wrote. */
  public String readString() {
    int tag = readTag();
    if (tag < TypeTag.LATIN1 || tag > TypeTag.UTF16) {
      throw new CodecException("a string has the tag " + tag);
    }
    return StringFormat.readNested(tag, this);
  }

  /** The next byte as the tag of a value. */
  int readTag() {
    return readByte() & 0xFF;
  }

  /** The next byte as a tag, without going past it. */
  int peekTag() {
    if (position == limit) {
      throw tooShort(1);
    }
    return bytes[position] & 0xFF;
  }

  /** The number in the next 0 to 8 bytes, where higher bytes are zero. */
  long readShortened(int count) {
    int at = take(count);
    if (bytes.length - at >= Long.BYTES) {
      long value = (long) ByteWriter.LONG.get(bytes, at);
      return count == 0 ? 0 : value & (-1L >>> (64 - 8 * count));
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  /**
   * A number of elements, each of which takes at least so many bytes; refused if more than remain.
   */
  int readCount(int bytesEach) {
    int count = readVarint();
    if (count < 0 || count > remaining() / bytesEach) {
      throw new CodecException(
          "%s elements are announced where %d bytes remain"
              .formatted(Integer.toUnsignedString(count), remaining()));
    }
    return count;
  }

  /** Narrows the slice to a body whose length comes next; the answer goes to {@link #leave}. */
  int enter() {
    int length = readVarint();
    if (length < 0 || length > limit - position) {
      throw tooShort(length);
    }
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Widens the slice again; the body must have been read to its end. */
  void leave(int outer) {
    requireEnd();
    limit = outer;
  }

  void requireEnd() {
    if (position != limit) {
      throw new CodecException((limit - position) + " bytes follow the end of a value");
    }
  }

  /** Goes past so many bytes and returns the index of the first in {@link #array}. */
  int take(int count) {
    int at = position;
    if (count < 0 || count > limit - at) {
      throw tooShort(count);
    }
    position = at + count;
    return at;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** Goes to a position found before in the same slice. */
  void seek(int newPosition) {
    position = newPosition;
  }

  /** Goes into a value that holds others; {@link #ascend} comes back. */
  void descend() {
    if (++depth > Nesting.MAX_DEPTH) {
      throw Nesting.tooDeep("the bytes of a value");
    }
  }

  void ascend() {
    depth--;
  }

  private long readRestOfVarlong(int first) {
    long value = first & 0x7F;
    for (int shift = 7; shift < 64; shift += 7) {
      int next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        if (next == 0 || (shift == 63 && next != 1)) {
          break;
        }
        return value;
      }
    }
    throw new CodecException("a number is not in its shortest form");
  }

  private CodecException tooShort(int count) {
    return new CodecException(
        "%s bytes are wanted where %d remain"
            .formatted(Integer.toUnsignedString(count), limit - position));
  }
}
