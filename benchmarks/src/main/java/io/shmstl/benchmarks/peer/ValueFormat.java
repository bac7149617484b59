package io.shmstl.benchmarks.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Values as bytes, for peers that leave that to their users: as plain as the type allows.
 *
 * @param <V> type of the values
 */
interface ValueFormat<V> {

  /** The format of one of the types that benchmarks use. */
  @SuppressWarnings("unchecked") // each branch names the class that it stands for
  static <V> ValueFormat<V> of(Class<V> type) {
    if (type == String.class) {
      return (ValueFormat<V>) new Text();
    } else if (type == Long.class) {
      return (ValueFormat<V>) new EightBytes();
    } else if (type == Quote.class) {
      return (ValueFormat<V>) new OfQuote();
    }
    throw new IllegalArgumentException("no format for " + type);
  }

  int length(V value);

  /** Writes a value at the buffer's position. */
  void write(V value, ByteBuffer into);

  /** Reads the value that is the rest of a buffer. */
  V read(ByteBuffer from);

  /** Latin-1. */
  final class Text implements ValueFormat<String> {
    @Override
    public int length(String value) {
      return value.length();
    }

    @Override
    public void write(String value, ByteBuffer into) {
      into.put(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String read(ByteBuffer from) {
      byte[] bytes = new byte[from.remaining()];
      from.get(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Eight bytes. */
  final class EightBytes implements ValueFormat<Long> {
    @Override
    public int length(Long value) {
      return Long.BYTES;
    }

    @Override
    public void write(Long value, ByteBuffer into) {
      into.putLong(value);
    }

    @Override
    public Long read(ByteBuffer from) {
      return from.getLong();
    }
  }

  /** Field after field, the text last. */
  final class OfQuote implements ValueFormat<Quote> {
    private static final int FIXED = Long.BYTES + Integer.BYTES + Double.BYTES;

    private final Text text = new Text();

    @Override
    public int length(Quote value) {
      return FIXED + text.length(value.customer());
    }

    @Override
    public void write(Quote value, ByteBuffer into) {
      into.putLong(value.id()).putInt(value.quantity()).putDouble(value.price());
      text.write(value.customer(), into);
    }

    @Override
    public Quote read(ByteBuffer from) {
      return new Quote(from.getLong(), from.getInt(), from.getDouble(), text.read(from));
    }
  }
}
