package io.shmstl.codec;

import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The primitive types, their boxes and their names. */
final class Primitives {
  private static final Map<String, Class<?>> BY_NAME =
      Stream.of(
              boolean.class,
              byte.class,
              short.class,
              char.class,
              int.class,
              long.class,
              float.class,
              double.class,
              void.class)
          .collect(Collectors.toMap(Class::getName, Function.identity()));

  private Primitives() {}

  /** The box of a primitive type; any other class as it is. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  static @Nullable Class<?> byName(String name) {
    return BY_NAME.get(name);
  }
}
