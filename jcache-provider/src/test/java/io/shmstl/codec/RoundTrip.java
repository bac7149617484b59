package io.shmstl.codec;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** Key and value codecs over one registry, and the ways through them. */
final class RoundTrip {
  final HeapSchemas schemas = new HeapSchemas();
  final Codec<Object> keys;
  final Codec<Object> values;

  RoundTrip() {
    this(RoundTrip.class.getClassLoader(), null);
  }

  RoundTrip(ClassLoader loader, @Nullable ObjectInputFilter filter) {
    CodecOptions options = new CodecOptions(loader, filter, schemas);
    keys = Codecs.of(Object.class, options, true);
    values = Codecs.of(Object.class, options, false);
  }

  byte[] key(Object key) {
    return encode(keys, key);
  }

  byte[] value(Object value) {
    return encode(values, value);
  }

  Object copy(Object value) {
    return values.decode(new ByteReader(value(value)));
  }

  Object copyKey(Object key) {
    return keys.decode(new ByteReader(key(key)));
  }

  static byte[] encode(Codec<Object> codec, Object value) {
    ByteWriter out = new ByteWriter();
    codec.encode(value, out);
    return out.toByteArray();
  }
}
