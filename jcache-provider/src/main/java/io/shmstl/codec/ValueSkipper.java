package io.shmstl.codec;

/** Goes past values without making them. */
final class ValueSkipper {
  private ValueSkipper() {}

  /** Goes past a value that stands inside another one. */
  static void skip(ByteReader in, PlainReader reader) {
    int tag = in.readTag();
    if (TypeTag.isLong(tag)) {
      in.take(tag - TypeTag.LONG);
    } else if (TypeTag.isInteger(tag)) {
      in.take(tag - TypeTag.INTEGER);
    } else if (TypeTag.isShort(tag)) {
      in.take(tag - TypeTag.SHORT);
    } else if (tag >= TypeTag.LOCAL_DATE && tag <= TypeTag.DATE) {
      TimeFormat.read(tag, in);
    } else {
      skipOther(tag, in, reader);
    }
  }

  private static void skipOther(int tag, ByteReader in, PlainReader reader) {
    switch (tag) {
      case TypeTag.NULL, TypeTag.FALSE, TypeTag.TRUE -> {}
      case TypeTag.BYTE -> in.take(Byte.BYTES);
      case TypeTag.CHARACTER -> in.take(Character.BYTES);
      case TypeTag.FLOAT -> in.take(Float.BYTES);
      case TypeTag.DOUBLE -> in.take(Double.BYTES);
      case TypeTag.UUID -> in.take(2 * Long.BYTES);
      case TypeTag.ENUM -> in.readVarint();
      case TypeTag.RECORD ->
          skipAll(reader.rowSchema(in.readVarint()).columns().size(), in, reader);
      case TypeTag.LIST, TypeTag.SET, TypeTag.SORTED_SET -> skipAll(in.readCount(1), in, reader);
      case TypeTag.MAP, TypeTag.SORTED_MAP -> skipAll(2L * in.readCount(2), in, reader);
      case TypeTag.OPTIONAL, TypeTag.OPTIONAL_INT, TypeTag.OPTIONAL_LONG, TypeTag.OPTIONAL_DOUBLE ->
          skipAll(1, in, reader);
      default -> in.take(in.readVarint()); // all others have their length before them
    }
  }

  private static void skipAll(long count, ByteReader in, PlainReader reader) {
    in.descend();
    for (long i = 0; i < count; i++) {
      skip(in, reader);
    }
    in.ascend();
  }
}
