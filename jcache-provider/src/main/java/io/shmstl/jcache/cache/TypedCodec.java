package io.shmstl.jcache.cache;

import io.shmstl.codec.ByteWriter;
import io.shmstl.codec.Codec;
import io.shmstl.codec.CodecException;
import javax.cache.CacheException;

/**
 * The codec of a cache's keys or values, and the check of their type: the only place where either
 * becomes bytes or comes back from them. Used by any thread.
 */
public final class TypedCodec<T> {
  /** Which of the two it is for, in messages. */
  public enum Role {
    /** Keys. */
    KEY,
    /** Values. */
    VALUE;

    @Override
    public String toString() {
      return this == KEY ? "key" : "value";
    }
  }

  private final String cache;
  private final Role role;
  private final Class<T> type;
  private final Codec<? super T> encoder;
  private final Codec<?> decoder;

  /**
   * The codec of one side of a cache.
   *
   * @param cache name of the cache, for messages
   * @param type what every object must be an instance of
   * @param codec turns instances of the type into bytes and back
   */
  public TypedCodec(String cache, Role role, Class<T> type, Codec<? super T> codec) {
    this.cache = cache;
    this.role = role;
    this.type = type;
    this.encoder = codec;
    this.decoder = codec;
  }

  /**
   * Writes an object into an emptied writer.
   *
   * @throws NullPointerException if it is null
   * @throws ClassCastException if it is not of the cache's type
   * @throws CacheException if it cannot be written, because it is not serializable for example
   */
  public void encode(T object, ByteWriter out) {
    requireType(object);
    out.reset();
    try {
      encoder.encode(object, out);
    } catch (CodecException e) {
      throw new CacheException(
          "cache %s: a %s of %s cannot be stored: %s"
              .formatted(cache, role, object.getClass().getName(), e.getMessage()),
          e);
    }
  }

  /**
   * Makes an object from its bytes.
   *
   * @throws CacheException if the bytes cannot be read: a class is missing or rejected by the
   *     filter
   * @throws ClassCastException if they hold something of another type
   */
  public T decode(Scratch scratch, byte[] bytes, int offset, int length) {
    Object object;
    try {
      object = decoder.decode(scratch.reader().reset(bytes, offset, length));
    } catch (CodecException e) {
      throw new CacheException(
          "cache %s: a stored %s cannot be read: %s".formatted(cache, role, e.getMessage()), e);
    }
    if (!type.isInstance(object)) {
      throw wrongType("stored ", object);
    }
    return type.cast(object);
  }

  /**
   * Refuses what must not enter the cache.
   *
   * @throws NullPointerException if it is null
   * @throws ClassCastException if it is not of the cache's type
   */
  public void requireType(T object) {
    if (object == null) {
      throw new NullPointerException("cache %s: the %s is null".formatted(cache, role));
    }
    if (!type.isInstance(object)) {
      throw wrongType("", object);
    }
  }

  private ClassCastException wrongType(String adjective, Object object) {
    return new ClassCastException(
        "cache %s: found a %s%s of %s, expected %s"
            .formatted(cache, adjective, role, object.getClass().getName(), type.getName()));
  }
}
