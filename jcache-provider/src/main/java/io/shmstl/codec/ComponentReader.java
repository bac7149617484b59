package io.shmstl.codec;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads values whose type the schema has promised, without boxing. */
final class ComponentReader {
  private ComponentReader() {}

  static boolean readBoolean(ByteReader in) {
    int tag = in.readTag();
    if (tag != TypeTag.FALSE) {
      requireTag(tag, TypeTag.TRUE, "boolean");
    }
    return tag == TypeTag.TRUE;
  }

  static byte readByte(ByteReader in) {
    requireTag(in.readTag(), TypeTag.BYTE, "byte");
    return in.readByte();
  }

  static char readCharacter(ByteReader in) {
    requireTag(in.readTag(), TypeTag.CHARACTER, "char");
    return ScalarFormat.readCharacter(in);
  }

  static short readShort(ByteReader in) {
    int tag = in.readTag();
    if (!TypeTag.isShort(tag)) {
      throw unexpected(tag, "short");
    }
    return (short) ScalarFormat.readShortened(tag - TypeTag.SHORT, in);
  }

  static int readInteger(ByteReader in) {
    int tag = in.readTag();
    if (!TypeTag.isInteger(tag)) {
      throw unexpected(tag, "int");
    }
    return (int) ScalarFormat.readShortened(tag - TypeTag.INTEGER, in);
  }

  static long readLong(ByteReader in) {
    int tag = in.readTag();
    if (!TypeTag.isLong(tag)) {
      throw unexpected(tag, "long");
    }
    return ScalarFormat.readShortened(tag - TypeTag.LONG, in);
  }

  static float readFloat(ByteReader in) {
    requireTag(in.readTag(), TypeTag.FLOAT, "float");
    return in.readFloat();
  }

  static double readDouble(ByteReader in) {
    requireTag(in.readTag(), TypeTag.DOUBLE, "double");
    return in.readDouble();
  }

  static @Nullable String readString(ByteReader in) {
    int tag = in.readTag();
    if (tag >= TypeTag.LATIN1 && tag <= TypeTag.UTF16) {
      return StringFormat.readNested(tag, in);
    }
    requireTag(tag, TypeTag.NULL, "String");
    return null;
  }

  /** Reads an object of any other declared type. */
  static @Nullable Object readObject(Type declared, ByteReader in, ObjectReader reader) {
    return Conversions.toDeclared(reader.readNested(in), declared);
  }

  private static void requireTag(int tag, int expected, String type) {
    if (tag != expected) {
      throw unexpected(tag, type);
    }
  }

  private static CodecException unexpected(int tag, String type) {
    return new CodecException("a component of type " + type + " has the tag " + tag);
  }
}
