package io.shmstl.codec;

import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place on one value whose columns are read one by one, without any class of the application and
 * without what is not asked for.
 *
 * <p>Meant to be kept and {@link #reset} from value to value. Columns are read as {@link
 * PlainReader} says, and refer to nothing of the bytes. Not safe for use by several threads.
 */
public final class RowReader {
  private static final byte[] NO_BYTES = {};

  private final PlainReader reader;
  private final ByteReader in = new ByteReader(NO_BYTES);
  private byte[] bytes = NO_BYTES;
  private int start;
  private int length;
  private boolean isNested;
  private @Nullable RowSchema schema;

  /** Where columns begin, as far as they are known; one more than there are columns. */
  private int[] positions = new int[16];

  private int knownColumns;

  public RowReader(PlainReader reader) {
    this.reader = reader;
  }

  /**
   * Turns to the bytes of a whole value.
   *
   * @throws CodecException if it is a record of a schema that is not there
   */
  public void reset(byte[] newBytes, int offset, int newLength) {
    isNested = false;
    turn(newBytes, offset, newLength);
  }

  /**
   * Turns to a column of another row, to read the columns of the record it holds.
   *
   * @throws CodecException if the other row's bytes make no sense
   */
  public void reset(RowReader outer, int column) {
    outer.requireColumn(column);
    int from = outer.position(column);
    isNested = true;
    turn(outer.bytes, from, outer.position(column + 1) - from);
  }

  /** The schema of the record, or null if the value is something else. */
  public @Nullable RowSchema schema() {
    return schema;
  }

  /** The whole value, or what the column held that this was turned to. */
  public @Nullable Object value() {
    in.reset(bytes, start, length);
    return isNested ? reader.readGuarded(in, true) : reader.read(in);
  }

  /** Whether the value is an object of Java serialization. */
  public boolean isSerialized() {
    in.reset(bytes, start, length);
    return length > 0 && in.peekTag() == TypeTag.SERIALIZED;
  }

  /** A column of the record. */
  public @Nullable Object column(int index) {
    goTo(index);
    return reader.readGuarded(in, true);
  }

  /** Whether a column of the record is null. */
  public boolean isNull(int index) {
    goTo(index);
    return in.peekTag() == TypeTag.NULL;
  }

  /**
   * A column that holds a byte, short, int or long.
   *
   * @throws CodecException if it holds something else
   */
  public long longColumn(int index) {
    goTo(index);
    int tag = in.readTag();
    if (TypeTag.isLong(tag)) {
      return ScalarFormat.readShortened(tag - TypeTag.LONG, in);
    }
    if (TypeTag.isInteger(tag)) {
      return ScalarFormat.readShortened(tag - TypeTag.INTEGER, in);
    }
    if (TypeTag.isShort(tag)) {
      return ScalarFormat.readShortened(tag - TypeTag.SHORT, in);
    }
    if (tag == TypeTag.BYTE) {
      return in.readByte();
    }
    throw new CodecException("column " + index + " with the tag " + tag + " is no whole number");
  }

  /**
   * A column that holds a float or double.
   *
   * @throws CodecException if it holds something else
   */
  public double doubleColumn(int index) {
    goTo(index);
    return switch (in.readTag()) {
      case TypeTag.DOUBLE -> in.readDouble();
      case TypeTag.FLOAT -> in.readFloat();
      default -> throw new CodecException("column " + index + " is no floating-point number");
    };
  }

  /**
   * A column of this and all other records of its schema, for reading many of them.
   *
   * @throws IndexOutOfBoundsException if this is no record or has no such column
   */
  public RecordColumn recordColumn(int index) {
    requireColumn(index);
    return new RecordColumn(Arrays.copyOfRange(bytes, start, positions[0]), index);
  }

  private void turn(byte[] newBytes, int offset, int newLength) {
    in.reset(newBytes, offset, newLength);
    bytes = newBytes;
    start = offset;
    length = newLength;
    schema = null;
    knownColumns = 0;
    if (in.peekTag() == TypeTag.RECORD) {
      in.readTag();
      RowSchema found = reader.rowSchema(in.readVarint());
      schema = found;
      int columns = found.columns().size();
      if (positions.length <= columns) {
        positions = Arrays.copyOf(positions, columns + 1);
      }
      positions[0] = in.position();
    }
  }

  private void goTo(int index) {
    requireColumn(index);
    int position = position(index);
    in.reset(bytes, start, length); // a read that failed may have left it anywhere
    in.seek(position);
  }

  private void requireColumn(int index) {
    RowSchema row = schema;
    if (row == null || index < 0 || index >= row.columns().size()) {
      throw new IndexOutOfBoundsException(
          "column " + index + " of " + (row == null ? "no row" : row.className()));
    }
  }

  /** Where a column begins, or for the one behind the last, where the record ends. */
  private int position(int index) {
    if (index > knownColumns) {
      in.reset(bytes, start, length);
      in.seek(positions[knownColumns]);
      try {
        while (knownColumns < index) {
          ValueSkipper.skip(in, reader);
          positions[++knownColumns] = in.position();
        }
      } catch (DateTimeException | ArithmeticException e) {
        throw new CodecException("a date or time cannot be: " + e.getMessage(), e);
      }
    }
    return positions[index];
  }
}
