package io.shmstl.codec;

import java.util.Objects;

/** The codec of a type that needs nothing from the user. */
final class BuiltInCodec implements Codec<Object> {
  private final Class<?> type;
  private final ValueWriter writer;
  private final ObjectReader reader;

  BuiltInCodec(Class<?> type, ValueWriter writer, ObjectReader reader) {
    this.type = type;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void encode(Object value, ByteWriter out) {
    writer.writeValue(value, out);
  }

  @Override
  public Object decode(ByteReader in) {
    Object value = reader.readValue(in);
    if (type.isInstance(value)) {
      return value;
    }
    return Objects.requireNonNull(Conversions.toDeclared(value, type));
  }

  @Override
  public String toString() {
    return "built-in codec of " + type.getName();
  }
}
