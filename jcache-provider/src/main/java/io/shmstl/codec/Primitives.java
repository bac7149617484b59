package io.shmstl.codec;

import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The primitive types, their boxes and their names. */
final class Primitives {
  private static final Map<String, Class<?>> BY_NAME =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "short", short.class,
          "char", char.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class,
          "void", void.class);

  private Primitives() {}

  /** The box of a primitive type; any other class as it is. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  static @Nullable Class<?> byName(String name) {
    return BY_NAME.get(name);
  }
}
