package io.shmstl.sql.scan;

import io.shmstl.codec.ByteWriter;
import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecOptions;
import io.shmstl.codec.Codecs;
import io.shmstl.codec.ColumnType;
import io.shmstl.codec.SchemaRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bytes of a key from the value that a statement looks for. Only for types of which SQL
 * calls equal what has equal bytes: not for floating-point numbers (two zeros), decimals (1.0 and
 * 1.00) or times with an offset.
 */
final class KeyEncoder {

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
          case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME -> true;
          default -> false;
        };
    return new KeyEncoder(canEncode && !types.hasKeyCodec() ? kind : null);
  }

  boolean canEncode() {
    return kind != null;
  }

  /**
   * Appends the bytes of a key; false if no key of the cache's type is equal to the value.
   *
   * @param value in the class that the values of the key column have
   */
  boolean encode(Object value, ByteWriter out) {
    Object key = key(value);
    if (key == null) {
      return false;
    }
    codec.encode(key, out);
    return true;
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
      default -> value;
    };
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
