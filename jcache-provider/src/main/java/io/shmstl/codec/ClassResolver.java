package io.shmstl.codec;

import java.io.ObjectInputFilter;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes by the names that stand in bytes, and lets the filter judge them. Safe for use by
 * many threads.
 */
final class ClassResolver {
  private final ClassLoader loader;
  private final @Nullable ObjectInputFilter filter;
  private final ConcurrentHashMap<String, Class<?>> found = new ConcurrentHashMap<>();

  ClassResolver(ClassLoader loader, @Nullable ObjectInputFilter filter) {
    this.loader = loader;
    this.filter = filter;
  }

  ClassLoader loader() {
    return loader;
  }

  /** The filter of the cache, else that of the JVM, else null. */
  @Nullable ObjectInputFilter filter() {
    return filter != null ? filter : ObjectInputFilter.Config.getSerialFilter();
  }

  /** The class with a name, or of a primitive type; not initialized, not judged. */
  Class<?> find(String name) throws ClassNotFoundException {
    Class<?> known = found.get(name);
    if (known != null) {
      return known;
    }
    Class<?> primitive = Primitives.byName(name);
    Class<?> type = primitive != null ? primitive : Class.forName(name, false, loader);
    found.put(name, type);
    return type;
  }

  /**
   * The class of records or enums with a name, admitted by the filter.
   *
   * @throws CodecException if it is not there or not admitted
   */
  Class<?> checked(String name) {
    Class<?> type;
    try {
      type = find(name);
    } catch (ClassNotFoundException | LinkageError e) {
      throw missing(name, e);
    }
    ObjectInputFilter judge = filter();
    if (judge != null
        && judge.checkInput(new ClassCheck(type, -1, 1, 1, 0))
            == ObjectInputFilter.Status.REJECTED) {
      throw rejected(name);
    }
    return type;
  }

  CodecException missing(String name, Throwable cause) {
    return new CodecException(
        "the class %s cannot be loaded by %s: %s".formatted(name, loader, cause), cause);
  }

  static CodecException rejected(String name) {
    return new CodecException("the serial filter rejects the class " + name);
  }

  /** What a filter is asked about a class that is read outside of a serialization stream. */
  private record ClassCheck(
      Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
      implements ObjectInputFilter.FilterInfo {}
}
