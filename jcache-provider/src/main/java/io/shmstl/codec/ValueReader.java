package io.shmstl.codec;

import java.time.DateTimeException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by their tags. What needs classes is left to {@link ObjectReader}, which has them.
 */
abstract sealed class ValueReader permits ObjectReader {

  /**
   * Reads a whole value, up to the end of the reader.
   *
   * @throws CodecException if the bytes are no value, whatever they are
   */
  final Object readValue(ByteReader in) {
    try {
      Object value = read(in, false);
      in.requireEnd();
      if (value == null) {
        throw new CodecException("a whole value is null");
      }
      return value;
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new CodecException("the bytes of a value make no sense: " + e, e);
    }
  }

  /** Reads a value inside another one. */
  final @Nullable Object readNested(ByteReader in) {
    return read(in, true);
  }

  /** Reads a record; the tag was read. */
  abstract Object readRecord(ByteReader in);

  /** Reads an enum constant; the tag was read. */
  abstract Object readEnum(ByteReader in);

  /** Reads an object of Java serialization that ends where the reader does. */
  abstract Object readSerialized(ByteReader in);

  /** Reads what a plugged-in codec wrote and that ends where the reader does. */
  abstract Object readCustom(ByteReader in);

  private @Nullable Object read(ByteReader in, boolean nested) {
    int tag = in.readTag();
    if (TypeTag.isLong(tag)) {
      return ScalarFormat.readShortened(tag - TypeTag.LONG, in);
    }
    if (TypeTag.isInteger(tag)) {
      return (int) ScalarFormat.readShortened(tag - TypeTag.INTEGER, in);
    }
    return switch (tag) {
      case TypeTag.LATIN1, TypeTag.UTF8, TypeTag.UTF16 ->
          nested ? StringFormat.readNested(tag, in) : StringFormat.readTop(tag, in);
      case TypeTag.RECORD -> {
        in.descend();
        Object record = readRecord(in);
        in.ascend();
        yield record;
      }
      case TypeTag.NULL -> null;
      case TypeTag.FALSE -> false;
      case TypeTag.TRUE -> true;
      case TypeTag.DOUBLE -> in.readDouble();
      case TypeTag.ENUM -> readEnum(in);
      default -> readOther(tag, in, nested);
    };
  }

  private Object readOther(int tag, ByteReader in, boolean nested) {
    if (TypeTag.isShort(tag)) {
      return (short) ScalarFormat.readShortened(tag - TypeTag.SHORT, in);
    }
    if (tag >= TypeTag.LOCAL_DATE && tag <= TypeTag.DATE) {
      return readTime(tag, in);
    }
    return switch (tag) {
      case TypeTag.BYTE -> in.readByte();
      case TypeTag.CHARACTER -> ScalarFormat.readCharacter(in);
      case TypeTag.FLOAT -> in.readFloat();
      case TypeTag.UUID -> ScalarFormat.readUuid(in);
      case TypeTag.LIST,
          TypeTag.SET,
          TypeTag.MAP,
          TypeTag.SORTED_SET,
          TypeTag.SORTED_MAP,
          TypeTag.OPTIONAL ->
          CollectionReader.read(tag, in, this);
      case TypeTag.OPTIONAL_INT ->
          readNested(in) instanceof Integer i ? OptionalInt.of(i) : OptionalInt.empty();
      case TypeTag.OPTIONAL_LONG ->
          readNested(in) instanceof Long l ? OptionalLong.of(l) : OptionalLong.empty();
      case TypeTag.OPTIONAL_DOUBLE ->
          readNested(in) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
      default -> {
        if (!nested) {
          yield readSized(tag, in);
        }
        int outer = in.enter();
        Object value = readSized(tag, in);
        in.leave(outer);
        yield value;
      }
    };
  }

  /** Reads a body that ends where the reader does. */
  private Object readSized(int tag, ByteReader in) {
    if (tag >= TypeTag.BYTES && tag <= TypeTag.DOUBLES) {
      return ArrayFormat.read(tag, in);
    }
    return switch (tag) {
      case TypeTag.BIG_INTEGER -> ScalarFormat.readBigInteger(in);
      case TypeTag.BIG_DECIMAL -> ScalarFormat.readBigDecimal(in);
      case TypeTag.SERIALIZED -> readSerialized(in);
      case TypeTag.CUSTOM -> readCustom(in);
      default -> throw new CodecException("a value has the unknown tag " + tag);
    };
  }

  private static Object readTime(int tag, ByteReader in) {
    try {
      return TimeFormat.read(tag, in);
    } catch (DateTimeException | ArithmeticException e) {
      throw new CodecException("a date or time cannot be: " + e.getMessage(), e);
    }
  }
}
