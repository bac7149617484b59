package io.shmstl.codec;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by their tags. What needs classes is left to {@link ObjectReader}, which has them,
 * and to {@link PlainReader}, which does without.
 */
public abstract sealed class ValueReader permits ObjectReader, PlainReader {

  ValueReader() {}

  /**
   * Reads a whole value, up to the end of the reader.
   *
   * @throws CodecException if the bytes are no value, whatever they are
   */
  final @Nullable Object readValue(ByteReader in) {
    if (in.peekTag() == TypeTag.NULL) {
      throw new CodecException("a whole value is null");
    }
    Object value = readGuarded(in, false);
    in.requireEnd();
    return value;
  }

  /**
   * Reads a value that may stand inside another one.
   *
   * @throws CodecException if the bytes are no value, whatever they are
   */
  final @Nullable Object readGuarded(ByteReader in, boolean nested) {
    try {
      return read(in, nested);
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new CodecException("the bytes of a value make no sense: " + e, e);
    }
  }

  /** Reads a value inside another one, on behalf of a guarded read. */
  final @Nullable Object readNested(ByteReader in) {
    return read(in, true);
  }

  /** Reads a record; the tag was read. */
  abstract Object readRecord(ByteReader in);

  /** Reads the body of a list, set, map or optional; the tag was read. */
  abstract @Nullable Object readCollection(int tag, ByteReader in);

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

  private @Nullable Object readOther(int tag, ByteReader in, boolean nested) {
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
          TypeTag.OPTIONAL,
          TypeTag.OPTIONAL_INT,
          TypeTag.OPTIONAL_LONG,
          TypeTag.OPTIONAL_DOUBLE -> {
        in.descend();
        Object collection = readCollection(tag, in);
        in.ascend();
        yield collection;
      }
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
