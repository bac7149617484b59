package io.shmstl.codec;

import java.util.Arrays;

/**
 * Finds one column in the bytes of records of one schema, as fast as can be: for scans over many
 * records of the same class. It knows the sizes of usual values alone; where it finds something
 * else it says so, and a {@link RowReader} reads what stands there or says what is wrong with it.
 * Immutable.
 */
public final class RecordColumn {
  /** What {@link #find} says where it does not know its way. */
  public static final int UNKNOWN = -1;

  private static final int TAGS = 256;
  private static final byte OTHER = -1;
  private static final byte SIZED = -2;

  /** Bytes behind each tag; {@link #SIZED} where their number comes next. */
  private static final byte[] SIZES = new byte[TAGS];

  /** Bytes behind the tags of whole numbers, {@link #OTHER} for all other tags. */
  private static final byte[] WHOLE_NUMBERS = new byte[TAGS];

  static {
    Arrays.fill(SIZES, OTHER);
    Arrays.fill(WHOLE_NUMBERS, OTHER);
    SIZES[TypeTag.NULL] = 0;
    SIZES[TypeTag.FALSE] = 0;
    SIZES[TypeTag.TRUE] = 0;
    SIZES[TypeTag.BYTE] = Byte.BYTES;
    SIZES[TypeTag.CHARACTER] = Character.BYTES;
    SIZES[TypeTag.FLOAT] = Float.BYTES;
    SIZES[TypeTag.DOUBLE] = Double.BYTES;
    SIZES[TypeTag.UUID] = 2 * Long.BYTES;
    for (int tag = 0; tag < TAGS; tag++) {
      int base =
          TypeTag.isLong(tag)
              ? TypeTag.LONG
              : TypeTag.isInteger(tag)
                  ? TypeTag.INTEGER
                  : TypeTag.isShort(tag) ? TypeTag.SHORT : tag + 1;
      if (base <= tag) {
        SIZES[tag] = (byte) (tag - base);
        WHOLE_NUMBERS[tag] = (byte) (tag - base);
      }
    }
    for (int tag : new int[] {TypeTag.LATIN1, TypeTag.UTF8, TypeTag.UTF16}) {
      SIZES[tag] = SIZED;
    }
  }

  private final byte[] head;

  /** The head's bytes in a word, the first one lowest, and which bytes of a word they are. */
  private final long headWord;

  private final long headMask;
  private final int index;

  /**
   * A column of a schema.
   *
   * @param head how every record of the schema begins: its tag and the schema's number
   * @param index which column
   */
  RecordColumn(byte[] head, int index) {
    this.head = head.clone();
    this.index = index;
    long word = 0;
    for (int i = 0; i < Math.min(head.length, Long.BYTES); i++) {
      word |= (head[i] & 0xFFL) << (Byte.SIZE * i);
    }
    this.headWord = word;
    this.headMask = head.length >= Long.BYTES ? -1L : (1L << (Byte.SIZE * head.length)) - 1;
  }

  /**
   * Where the column's value begins in a record.
   *
   * @return the index of its tag, or {@link #UNKNOWN}
   */
  public int find(byte[] bytes, int offset, int length) {
    if (length <= head.length || !hasHead(bytes, offset)) {
      return UNKNOWN;
    }
    int end = offset + length;
    int at = offset + head.length;
    for (int i = 0; i < index; i++) {
      int size = SIZES[bytes[at] & 0xFF];
      at++;
      if (size < 0) {
        if (size == OTHER || at >= end || bytes[at] < 0) {
          return UNKNOWN;
        }
        size = 1 + bytes[at];
      }
      if (size >= end - at) {
        return UNKNOWN; // nothing would be left for the column itself
      }
      at += size;
    }
    return at;
  }

  /**
   * Marks the bytes that decide where the column begins, in a record in which it was {@link #find
   * found}.
   *
   * @param masks words from the start of the record on, the first byte lowest
   */
  void mark(byte[] bytes, int offset, long[] masks) {
    int at = 0;
    while (at < head.length) {
      mark(masks, at++);
    }
    for (int i = 0; i < index; i++) {
      int size = SIZES[bytes[offset + at] & 0xFF];
      mark(masks, at++);
      if (size == SIZED) {
        mark(masks, at);
        size = 1 + bytes[offset + at];
      }
      at += size;
    }
  }

  private static void mark(long[] masks, int at) {
    masks[at / Long.BYTES] |= 0xFFL << (Byte.SIZE * (at % Long.BYTES));
  }

  private boolean hasHead(byte[] bytes, int offset) {
    if (head.length <= Long.BYTES && bytes.length - offset >= Long.BYTES) {
      return ((long) ByteWriter.LONG.get(bytes, offset) & headMask) == headWord;
    }
    return Arrays.equals(bytes, offset, offset + head.length, head, 0, head.length);
  }

  /** Whether the value at an index is null. */
  public static boolean isNull(byte[] bytes, int at) {
    return bytes[at] == TypeTag.NULL;
  }

  /** Whether a whole number of any width begins at an index and ends before {@code end}. */
  public static boolean isWholeNumber(byte[] bytes, int at, int end) {
    int size = WHOLE_NUMBERS[bytes[at] & 0xFF];
    return size >= 0 && size < end - at;
  }

  /** The whole number that {@link #isWholeNumber begins} at an index. */
  public static long wholeNumber(byte[] bytes, int at) {
    int size = WHOLE_NUMBERS[bytes[at] & 0xFF];
    long value = 0;
    if (bytes.length - at > Long.BYTES) {
      value = size == 0 ? 0 : (long) ByteWriter.LONG.get(bytes, at + 1) & -1L >>> (64 - 8 * size);
    } else {
      for (int i = 0; i < size; i++) {
        value |= (bytes[at + 1 + i] & 0xFFL) << (8 * i);
      }
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** Whether a double begins at an index and ends before {@code end}. */
  public static boolean isDouble(byte[] bytes, int at, int end) {
    return bytes[at] == TypeTag.DOUBLE && end - at > Double.BYTES;
  }

  /** The double that {@link #isDouble begins} at an index. */
  public static double doubleAt(byte[] bytes, int at) {
    return Double.longBitsToDouble((long) ByteWriter.LONG.get(bytes, at + 1));
  }

  /**
   * How many characters the text has that begins at an index, if each of them is one byte: they
   * start two bytes behind it. {@link #UNKNOWN} if it is something else, or longer than 127.
   */
  public static int latin1Length(byte[] bytes, int at, int end) {
    if (bytes[at] != TypeTag.LATIN1 || end - at < 2) {
      return UNKNOWN;
    }
    int length = bytes[at + 1];
    return length >= 0 && length <= end - at - 2 ? length : UNKNOWN;
  }
}
