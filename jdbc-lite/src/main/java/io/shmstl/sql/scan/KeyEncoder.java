package io.shmstl.sql.scan;

import io.shmstl.codec.ByteWriter;
import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecOptions;
import io.shmstl.codec.Codecs;
import io.shmstl.codec.ColumnType;
import io.shmstl.codec.SchemaRegistry;
import io.shmstl.map.EntryLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bytes of a key from the value that a statement looks for. Only for types of which SQL
 * calls few keys equal whose bytes are not: two zeros of floating-point numbers, but any number of
 * decimals (1.0, 1.00 and so on) or of times with an offset.
 */
final class KeyEncoder {

  /** More digits than any key has bytes for. */
  private static final long MOST_DIGITS = 3L * EntryLimits.MAX_KEY_BYTES;

  private final ColumnType.@Nullable Kind kind;
  private final Codec<Object> codec;

  private KeyEncoder(ColumnType.@Nullable Kind kind) {
    this.kind = kind;
    ClassLoader loader = KeyEncoder.class.getClassLoader();
    this.codec = Codecs.of(Object.class, new CodecOptions(loader, null, NoSchemas.INSTANCE), true);
  }

  /** The encoder for the keys of a cache. */
  static KeyEncoder of(CacheTypes types) {
    ColumnType.Kind kind = ColumnType.ofClassName(types.keyType()).kind();
    boolean canEncode =
        switch (kind) {
          case BYTE, SHORT, INTEGER, LONG, CHARACTER, STRING, BOOLEAN, UUID -> true;
          case FLOAT, DOUBLE, BIG_INTEGER -> true;
          case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME -> true;
          default -> false;
        };
    return new KeyEncoder(canEncode && !types.hasKeyCodec() ? kind : null);
  }

  boolean canEncode() {
    return kind != null;
  }

  /**
   * The bytes of the keys of the cache's type that are equal to a value; mostly one, perhaps none.
   *
   * @param value in the class that the values of the key column have
   */
  List<byte[]> encode(Object value) {
    return switch (key(value)) {
      case null -> List.of();
      case Double number when number == 0 -> List.of(bytes(0.0), bytes(-0.0));
      case Float number when number == 0 -> List.of(bytes(0.0f), bytes(-0.0f));
      case Object key -> List.of(bytes(key));
    };
  }

  private byte[] bytes(Object key) {
    ByteWriter out = new ByteWriter();
    codec.encode(key, out);
    return out.toByteArray();
  }

  private @Nullable Object key(Object value) {
    if (kind == null) {
      throw new IllegalStateException("the keys have no look-up");
    }
    return switch (kind) {
      case BYTE -> value instanceof Long n && n == n.byteValue() ? (Object) n.byteValue() : null;
      case SHORT -> value instanceof Long n && n == n.shortValue() ? (Object) n.shortValue() : null;
      case INTEGER -> value instanceof Long n && n == n.intValue() ? (Object) n.intValue() : null;
      case CHARACTER ->
          value instanceof String text && text.length() == 1 ? (Object) text.charAt(0) : null;
      case BIG_INTEGER -> value instanceof BigDecimal number ? whole(number) : null;
      default -> value;
    };
  }

  private static @Nullable BigInteger whole(BigDecimal number) {
    boolean isKey =
        (long) number.precision() - number.scale() <= MOST_DIGITS
            && number.stripTrailingZeros().scale() <= 0;
    return isKey ? number.toBigInteger() : null;
  }

  /** Scalars have no schemas. */
  private static final class NoSchemas implements SchemaRegistry {
    static final NoSchemas INSTANCE = new NoSchemas();

    @Override
    public int numberOf(byte[] schema) {
      throw new IllegalStateException("a scalar key asks for a schema");
    }

    @Override
    public byte @Nullable [] schema(int number) {
      return null;
    }
  }
}
