package io.shmstl.codec;

import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

/** Makes codecs. */
public final class Codecs {
  private Codecs() {}

  /**
   * The built-in codec for keys or for values of a type.
   *
   * <p>It writes any object that has a format, whether of the type or not, and reads objects of the
   * type only. If the type is a record or a bean, its schema is registered at once. Safe for use by
   * many threads.
   *
   * @param type {@code Object.class} for any
   * @param key whether equal objects must have equal bytes
   */
  public static Codec<Object> of(Class<?> type, CodecOptions options, boolean key) {
    ValueWriter writer = new ValueWriter(options.schemas(), key);
    writer.prepare(type);
    return new BuiltInCodec(Primitives.boxed(type), writer, new ObjectReader(options));
  }

  /**
   * A user's codec, guarded: its bytes are marked as such, and what it throws becomes a {@link
   * CodecException}.
   *
   * @param type what it reads must be of this type
   */
  public static <T> Codec<Object> guarded(Codec<T> codec, Class<? super T> type) {
    return new GuardedCodec<>(codec, type);
  }

  /**
   * The codec of a class with a public constructor without arguments.
   *
   * @throws CodecException if there is no such class or constructor, or it fails
   */
  public static Codec<?> instantiate(String className, ClassLoader loader) {
    Objects.requireNonNull(loader, "loader");
    try {
      Object codec = Class.forName(className, true, loader).getConstructor().newInstance();
      if (codec instanceof Codec<?> found) {
        return found;
      }
      throw new CodecException(className + " does not implement " + Codec.class.getName());
    } catch (InvocationTargetException e) {
      throw new CodecException("the constructor of the codec " + className + " failed", e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new CodecException("the codec " + className + " cannot be made: " + e, e);
    }
  }
}
