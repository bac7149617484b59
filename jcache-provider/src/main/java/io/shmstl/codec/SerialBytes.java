package io.shmstl.codec;

import java.lang.reflect.Array;
import java.util.Arrays;

/** The bytes of a serialization stream: big-endian, with text in modified UTF-8. */
final class SerialBytes {
  private final byte[] bytes;
  private int position;

  SerialBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int readByte() {
    return bytes[take(1)];
  }

  int readUnsignedShort() {
    return (int) readNumber(Short.BYTES) & 0xFFFF;
  }

  int readInt() {
    return (int) readNumber(Integer.BYTES);
  }

  long readLong() {
    return readNumber(Long.BYTES);
  }

  byte[] readBytes(int count) {
    int at = take(count);
    return Arrays.copyOfRange(bytes, at, at + count);
  }

  /** Reads text of so many bytes. */
  String readText(long count) {
    int at = take(count);
    int end = at + (int) count;
    StringBuilder text = new StringBuilder((int) count);
    while (at < end) {
      int first = bytes[at++] & 0xFF;
      if (first < 0x80) {
        text.append((char) first);
      } else if (first >> 5 == 0b110 && at < end) {
        text.append((char) ((first & 0x1F) << 6 | (bytes[at++] & 0x3F)));
      } else if (first >> 4 == 0b1110 && at + 1 < end) {
        text.append((char) (first << 12 | (bytes[at++] & 0x3F) << 6 | (bytes[at++] & 0x3F)));
      } else {
        throw new CodecException("text in a serialization stream is no text");
      }
    }
    return text.toString();
  }

  /** Reads a value of the primitive type with a letter. */
  Object readPrimitive(char code) {
    return switch (code) {
      case 'B' -> (byte) readByte();
      case 'C' -> (char) readNumber(Character.BYTES);
      case 'D' -> Double.longBitsToDouble(readLong());
      case 'F' -> Float.intBitsToFloat(readInt());
      case 'I' -> readInt();
      case 'J' -> readLong();
      case 'S' -> (short) readNumber(Short.BYTES);
      case 'Z' -> readByte() != 0;
      default -> throw unknown(code);
    };
  }

  /** Reads the elements of an array of the primitive type with a letter. */
  Object readPrimitives(char code, int size) {
    if (code == 'B') {
      return readBytes(size);
    }
    Class<?> type = primitive(code);
    requireCount(size, 1);
    Object array = Array.newInstance(type, size);
    for (int i = 0; i < size; i++) {
      Array.set(array, i, readPrimitive(code));
    }
    return array;
  }

  /** The primitive type with a letter. */
  Class<?> primitive(char code) {
    return switch (code) {
      case 'B' -> byte.class;
      case 'C' -> char.class;
      case 'D' -> double.class;
      case 'F' -> float.class;
      case 'I' -> int.class;
      case 'J' -> long.class;
      case 'S' -> short.class;
      case 'Z' -> boolean.class;
      default -> throw unknown(code);
    };
  }

  /** Refuses bytes that nobody has read. */
  void requireEnd() {
    if (position != bytes.length) {
      throw new CodecException(
          "a serialization stream has " + (bytes.length - position) + " bytes too many");
    }
  }

  /** Refuses more elements than bytes can hold. */
  void requireCount(int count, int bytesEach) {
    if (count < 0 || count > (bytes.length - position) / bytesEach) {
      throw new CodecException("a serialization stream announces " + count + " elements");
    }
  }

  private static CodecException unknown(char code) {
    return new CodecException("a serialization stream has a field of the type " + (int) code);
  }

  private long readNumber(int count) {
    int at = take(count);
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = number << 8 | (bytes[at + i] & 0xFF);
    }
    return number;
  }

  private int take(long count) {
    int at = position;
    if (count < 0 || count > bytes.length - at) {
      throw new CodecException("a serialization stream ends too early");
    }
    position = at + (int) count;
    return at;
  }
}
