package io.shmstl.codec;

/**
 * The first byte of every value: what the bytes behind it are.
 *
 * <pre>
 * tag      body
 * 0        never written
 * 1        null, inside other values only
 * 2, 3     false, true
 * 4        byte: 1
 * 5        char: 2
 * 6, 7     float: 4, double: 8; every NaN is the canonical one
 * 8-10     short: 0-2 bytes, as many as the zigzag form needs
 * 16-20    int: 0-4 bytes, the same
 * 24-32    long: 0-8 bytes, the same
 * 40 *     string, each character one byte (if all are below 256)
 * 41 *     string, UTF-8 (else, if it has no lone surrogate and UTF-16 is not shorter)
 * 42 *     string, UTF-16 (else)
 * 44 *     BigInteger: two's complement, big-endian, shortest
 * 45 *     BigDecimal: scale (zigzag varint), unscaled value as tag 44
 * 46       UUID: high 8, low 8
 * 48-62    java.time and java.util.Date, see TimeFormat
 * 64-71 *  byte[], boolean[], short[], char[], int[], long[], float[], double[]
 * 80, 81   list, set: size (varint), elements
 * 82       map: size (varint), key, value, key, value ...
 * 83       Optional: the value or null
 * 84-86    OptionalInt, OptionalLong, OptionalDouble: the value or null
 * 87, 88   sorted set, sorted map, in natural order: as 81, 82
 * 96       record: number of its {@link RowSchema} (varint), components
 * 97       enum constant: number of its {@link EnumSchema} (varint)
 * 112 *    Java serialization stream
 * 113 *    bytes of a plugged-in codec
 * </pre>
 *
 * <p>Bodies marked * reach to the end of the bytes if they are the whole value, else their length
 * (varint) stands before them. Elements and components are values with a tag of their own.
 * Everything is little-endian; varints carry seven bits a byte, the low ones first.
 */
final class TypeTag {
  static final int NULL = 1;
  static final int FALSE = 2;
  static final int TRUE = 3;
  static final int BYTE = 4;
  static final int CHARACTER = 5;
  static final int FLOAT = 6;
  static final int DOUBLE = 7;

  /** The tag of a short of no byte; the number of bytes is added, as for the next two. */
  static final int SHORT = 8;

  static final int INTEGER = 16;
  static final int LONG = 24;

  static final int LATIN1 = 40;
  static final int UTF8 = 41;
  static final int UTF16 = 42;
  static final int BIG_INTEGER = 44;
  static final int BIG_DECIMAL = 45;
  static final int UUID = 46;

  static final int LOCAL_DATE = 48;
  static final int LOCAL_TIME = 49;
  static final int LOCAL_DATE_TIME = 50;
  static final int INSTANT = 51;
  static final int ZONED_DATE_TIME = 52;
  static final int OFFSET_DATE_TIME = 53;
  static final int OFFSET_TIME = 54;
  static final int DURATION = 55;
  static final int PERIOD = 56;
  static final int YEAR = 57;
  static final int YEAR_MONTH = 58;
  static final int MONTH_DAY = 59;
  static final int ZONE_OFFSET = 60;
  static final int ZONE_REGION = 61;
  static final int DATE = 62;

  static final int BYTES = 64;
  static final int BOOLEANS = 65;
  static final int SHORTS = 66;
  static final int CHARS = 67;
  static final int INTS = 68;
  static final int LONGS = 69;
  static final int FLOATS = 70;
  static final int DOUBLES = 71;

  static final int LIST = 80;
  static final int SET = 81;
  static final int MAP = 82;
  static final int OPTIONAL = 83;
  static final int OPTIONAL_INT = 84;
  static final int OPTIONAL_LONG = 85;
  static final int OPTIONAL_DOUBLE = 86;
  static final int SORTED_SET = 87;
  static final int SORTED_MAP = 88;

  static final int RECORD = 96;
  static final int ENUM = 97;

  static final int SERIALIZED = 112;
  static final int CUSTOM = 113;

  private TypeTag() {}

  static boolean isShort(int tag) {
    return tag >= SHORT && tag <= SHORT + Short.BYTES;
  }

  static boolean isInteger(int tag) {
    return tag >= INTEGER && tag <= INTEGER + Integer.BYTES;
  }

  static boolean isLong(int tag) {
    return tag >= LONG && tag <= LONG + Long.BYTES;
  }
}
