package io.shmstl.sql.scan;

import io.shmstl.codec.ByteReader;
import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecException;
import io.shmstl.codec.CodecOptions;
import io.shmstl.codec.Codecs;
import io.shmstl.codec.PlainReader;
import io.shmstl.codec.SchemaRegistry;
import io.shmstl.map.EntryCopy;
import java.io.ObjectInputFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values as the objects they were, where the class loader of the driver has their classes
 * and the JVM's serial filter admits them; where not, as text or as bytes nobody understands.
 * Thread-safe.
 */
final class WholeObjects {
  private final CacheTypes types;
  private final PlainReader reader;
  private final SchemaRegistry schemas;
  private final Map<Side, Codec<Object>> codecs = new ConcurrentHashMap<>();

  WholeObjects(CacheTypes types, PlainReader reader, SchemaRegistry schemas) {
    this.types = types;
    this.reader = reader;
    this.schemas = schemas;
  }

  @Nullable Object read(Side side, EntryCopy entry) {
    try {
      return codecs.computeIfAbsent(side, this::codec).decode(bytes(side, entry));
    } catch (CodecException e) {
      // A class that is missing or refused: what can be told without it is told.
      Object plain = reader.read(bytes(side, entry));
      return plain != null && PlainValues.isComposed(plain) ? JsonText.of(plain) : plain;
    }
  }

  private static ByteReader bytes(Side side, EntryCopy entry) {
    return new ByteReader(new byte[0]).reset(entry.bytes(), side.offset(entry), side.length(entry));
  }

  private Codec<Object> codec(Side side) {
    ClassLoader loader = WholeObjects.class.getClassLoader();
    boolean isKey = side == Side.KEY;
    if (isKey ? types.hasKeyCodec() : types.hasValueCodec()) {
      return guarded(Codecs.instantiate(isKey ? types.keyCodec() : types.valueCodec(), loader));
    }
    ObjectInputFilter filter = ObjectInputFilter.Config.getSerialFilter();
    return Codecs.of(Object.class, new CodecOptions(loader, filter, schemas), isKey);
  }

  @SuppressWarnings("unchecked") // it only reads, and whatever it reads is an object
  private static Codec<Object> guarded(Codec<?> codec) {
    return Codecs.guarded((Codec<Object>) codec, Object.class);
  }
}
