package io.shmstl.codec;

import java.util.Objects;

/** A user's codec as a codec of any object: it cannot throw anything but a codec exception. */
final class GuardedCodec<T> implements Codec<Object> {
  private final Codec<T> codec;
  private final Class<? super T> type;

  GuardedCodec(Codec<T> codec, Class<? super T> type) {
    this.codec = Objects.requireNonNull(codec, "codec");
    this.type = Objects.requireNonNull(type, "type");
  }

  @Override
  @SuppressWarnings("unchecked") // the type is checked; a codec of a narrower one fails by itself
  public void encode(Object value, ByteWriter out) {
    if (!type.isInstance(value)) {
      throw new CodecException(
          "the codec %s is for %s, not for %s"
              .formatted(name(), type.getName(), value.getClass().getName()));
    }
    int start = out.length();
    out.writeByte(TypeTag.CUSTOM);
    try {
      codec.encode((T) value, out);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      out.cut(start);
      throw new CodecException("the codec " + name() + " cannot write: " + e, e);
    }
  }

  @Override
  public Object decode(ByteReader in) {
    int tag = in.readTag();
    if (tag != TypeTag.CUSTOM) {
      throw new CodecException(
          "a value with the tag " + tag + " was not written by the codec " + name());
    }
    Object value;
    try {
      value = codec.decode(in);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new CodecException("the codec " + name() + " cannot read: " + e, e);
    }
    if (!type.isInstance(value)) {
      throw new CodecException(
          "the codec " + name() + " read " + value + ", which is no " + type.getName());
    }
    in.requireEnd();
    return value;
  }

  private String name() {
    return codec.getClass().getName();
  }

  @Override
  public String toString() {
    return "codec " + name();
  }
}
