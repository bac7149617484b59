package io.shmstl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of bytes that values are written into; little-endian.
 *
 * <p>Meant to be kept and {@link #reset} between values. Not safe for use by several threads.
 */
public final class ByteWriter {
  /** Most bytes of one value. */
  public static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /** A larger array than this is given up by {@link #reset}. */
  static final int RETAINED_BYTES = 1 << 20;

  private static final int INITIAL_BYTES = 256;

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int length;

  /** How many values around the one being written. */
  private int depth;

  public ByteWriter() {
    this(INITIAL_BYTES);
  }

  /** A writer with room for so many bytes before its array grows. */
  public ByteWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /** The array the bytes are in, from index 0 on; another one after the next write. */
  public byte[] buffer() {
    return buffer;
  }

  /** The number of bytes written since the last {@link #reset}. */
  public int length() {
    return length;
  }

  /** Forgets what was written. */
  public void reset() {
    length = 0;
    depth = 0;
    if (buffer.length > RETAINED_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  public void writeByte(int value) {
    int at = take(1);
    buffer[at] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  public void writeShort(int value) {
    int at = take(Short.BYTES);
    SHORT.set(buffer, at, (short) value);
  }

  public void writeInt(int value) {
    int at = take(Integer.BYTES);
    INT.set(buffer, at, value);
  }

  public void writeLong(long value) {
    int at = take(Long.BYTES);
    LONG.set(buffer, at, value);
  }

  /** Writes the bits of a float; every NaN as the canonical one. */
  public void writeFloat(float value) {
    writeInt(Float.floatToIntBits(value));
  }

  /** Writes the bits of a double; every NaN as the canonical one. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  public void writeBytes(byte[] bytes) {
    writeBytes(bytes, 0, bytes.length);
  }

  public void writeBytes(byte[] bytes, int offset, int count) {
    int at = take(count);
    System.arraycopy(bytes, offset, buffer, at, count);
  }

  /** Writes an int in one to five bytes, as unsigned: small numbers are short. */
  public void writeVarint(int value) {
    if ((value & ~0x7F) == 0) {
      writeByte(value);
    } else {
      writeVarlong(value & 0xFFFF_FFFFL);
    }
  }

  /** Writes a long in one to ten bytes, as unsigned: small numbers are short. */
  public void writeVarlong(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      writeByte((int) rest | 0x80);
      rest >>>= 7;
    }
    writeByte((int) rest);
  }

  /** Writes a long in one to ten bytes: numbers near zero are short. */
  public void writeZigzag(long value) {
    writeVarlong((value << 1) ^ (value >> 63));
  }

  /** Writes any string with its length before it. */
  public void writeString(String value) {
    StringFormat.write(value, this, true);
  }

  /** Adds so many bytes of any content and returns the index of the first. */
  int take(int count) {
    int at = length;
    if (buffer.length - at < count) {
      grow(count);
    }
    length = at + count;
    return at;
  }

  /** Gives back the bytes from an index on. */
  void cut(int newLength) {
    length = newLength;
  }

  /** Starts a body whose length is to stand before it; the answer goes to {@link #endSized}. */
  int beginSized() {
    return take(1);
  }

  /** Puts the length of the body written since {@link #beginSized} before it. */
  void endSized(int start) {
    int bytes = length - start - 1;
    if (bytes < 0x80) {
      buffer[start] = (byte) bytes;
      return;
    }
    int extra = (31 - Integer.numberOfLeadingZeros(bytes)) / 7;
    take(extra);
    System.arraycopy(buffer, start + 1, buffer, start + 1 + extra, bytes);
    int end = length;
    length = start;
    writeVarint(bytes);
    length = end;
  }

  /** Goes into a value that holds others; {@link #ascend} comes back. */
  void descend() {
    if (++depth > Nesting.MAX_DEPTH) {
      throw Nesting.tooDeep("value");
    }
  }

  void ascend() {
    depth--;
  }

  int depth() {
    return depth;
  }

  void setDepth(int newDepth) {
    depth = newDepth;
  }

  private void grow(int count) {
    long needed = (long) length + count;
    if (count < 0 || needed > MAX_BYTES) {
      throw new CodecException(
          "a value takes more than " + MAX_BYTES + " bytes: " + length + " and then " + count);
    }
    buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(needed, buffer.length * 2L), MAX_BYTES));
  }
}
