package io.shmstl.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Strings as bytes: one byte a character where all are below 256, else the shorter one of UTF-8 and
 * UTF-16; UTF-16 alone can hold a lone surrogate. One string has one encoding.
 */
final class StringFormat {
  /** Up to this length a loop over the characters is faster than a comparison of copies. */
  private static final int LOOP_CHARACTERS = 40;

  /** What stands in a decoded string for bytes that are not UTF-8, or for itself. */
  private static final char REPLACEMENT = '\uFFFD';

  private StringFormat() {}

  static void write(String value, ByteWriter out, boolean nested) {
    int start = out.length();
    int count = value.length();
    out.writeByte(TypeTag.LATIN1);
    if (nested) {
      out.writeVarint(count);
    }
    if (!writeLatin1(value, count, out)) {
      out.cut(start);
      writeUnicode(value, out, nested);
    }
  }

  /** Reads a string that ends where the reader does; its tag was read. */
  static String readTop(int tag, ByteReader in) {
    int count = in.remaining();
    int at = in.take(count);
    return decode(tag, in.array(), at, count);
  }

  /** Reads a string whose length comes next; its tag was read. */
  static String readNested(int tag, ByteReader in) {
    int count = in.readVarint();
    int at = in.take(count);
    return decode(tag, in.array(), at, count);
  }

  @SuppressWarnings("deprecation") // the one method that copies low bytes without an array between
  private static boolean writeLatin1(String value, int count, ByteWriter out) {
    if (count <= LOOP_CHARACTERS) {
      int all = 0;
      for (int i = 0; i < count; i++) {
        all |= value.charAt(i);
      }
      if (all > 0xFF) {
        return false;
      }
      int at = out.take(count);
      value.getBytes(0, count, out.buffer(), at);
      return true;
    }
    int at = out.take(count);
    byte[] buffer = out.buffer();
    value.getBytes(0, count, buffer, at);
    // Low bytes make the same string again only if there was nothing above them.
    return new String(buffer, at, count, ISO_8859_1).equals(value);
  }

  private static void writeUnicode(String value, ByteWriter out, boolean nested) {
    long utf8Bytes = utf8Bytes(value);
    boolean isUtf8 = utf8Bytes <= 2L * value.length();
    byte[] bytes = isUtf8 ? value.getBytes(UTF_8) : utf16(value);
    out.writeByte(isUtf8 ? TypeTag.UTF8 : TypeTag.UTF16);
    if (nested) {
      out.writeVarint(bytes.length);
    }
    out.writeBytes(bytes);
  }

  /** The length in UTF-8; greater than any array if a surrogate stands alone. */
  private static long utf8Bytes(String value) {
    long bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        return Long.MAX_VALUE;
      }
    }
    return bytes;
  }

  private static byte[] utf16(String value) {
    if (value.length() > ByteWriter.MAX_BYTES / Character.BYTES) {
      throw new CodecException("a string of " + value.length() + " characters is too long");
    }
    byte[] bytes = new byte[value.length() * Character.BYTES];
    for (int i = 0; i < value.length(); i++) {
      ByteWriter.SHORT.set(bytes, i * Character.BYTES, (short) value.charAt(i));
    }
    return bytes;
  }

  private static String decode(int tag, byte[] bytes, int at, int count) {
    return switch (tag) {
      case TypeTag.LATIN1 -> new String(bytes, at, count, ISO_8859_1);
      case TypeTag.UTF8 -> decodeUtf8(bytes, at, count);
      default -> decodeUtf16(bytes, at, count);
    };
  }

  private static String decodeUtf8(byte[] bytes, int at, int count) {
    String value = new String(bytes, at, count, UTF_8);
    if (value.indexOf(REPLACEMENT) < 0) {
      return value;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, count)).toString();
    } catch (CharacterCodingException e) {
      throw new CodecException("a string of " + count + " bytes is not UTF-8", e);
    }
  }

  private static String decodeUtf16(byte[] bytes, int at, int count) {
    if ((count & 1) != 0) {
      throw new CodecException("a string of " + count + " bytes is not UTF-16");
    }
    char[] characters = new char[count / Character.BYTES];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (char) (short) ByteWriter.SHORT.get(bytes, at + i * Character.BYTES);
    }
    return new String(characters);
  }
}
