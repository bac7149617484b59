package io.shmstl.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fits values that were read to the types that are declared for them, without loss or guess. */
final class Conversions {
  /** Collections of the JDK that keys do not tell apart, by what they are read as. */
  @SuppressWarnings("JdkObsolete") // whoever declares one gets one
  private static final List<Collector> COLLECTORS =
      List.of(
          new Collector(List.class, LinkedList.class, v -> new LinkedList<>((List<?>) v)),
          new Collector(List.class, Stack.class, Conversions::stack),
          new Collector(List.class, Vector.class, v -> new Vector<>((List<?>) v)),
          new Collector(
              List.class, CopyOnWriteArrayList.class, v -> new CopyOnWriteArrayList<>((List<?>) v)),
          new Collector(Set.class, TreeSet.class, v -> new TreeSet<>((Set<?>) v)),
          new Collector(
              Set.class, ConcurrentSkipListSet.class, v -> new ConcurrentSkipListSet<>((Set<?>) v)),
          new Collector(
              Set.class, CopyOnWriteArraySet.class, v -> new CopyOnWriteArraySet<>((Set<?>) v)),
          new Collector(Map.class, TreeMap.class, v -> new TreeMap<>((Map<?, ?>) v)),
          new Collector(
              Map.class,
              ConcurrentSkipListMap.class,
              v -> new ConcurrentSkipListMap<>((Map<?, ?>) v)),
          new Collector(
              Map.class, ConcurrentHashMap.class, v -> new ConcurrentHashMap<>((Map<?, ?>) v)));

  private Conversions() {}

  /** Makes one kind of collection from what was read. */
  private record Collector(Class<?> from, Class<?> to, Function<Object, Object> step) {}

  /**
   * A value as an object of a declared type, which is not primitive.
   *
   * @throws CodecException if it cannot be one
   */
  static @Nullable Object toDeclared(@Nullable Object value, Type declared) {
    Class<?> raw = raw(declared);
    if (value == null || raw.isInstance(value)) {
      return value;
    }
    Object collected = collect(value, raw, declared);
    if (collected != null) {
      return collected;
    }
    throw new CodecException(
        "a %s is no %s".formatted(value.getClass().getName(), declared.getTypeName()));
  }

  /**
   * A component's value from another version of a record.
   *
   * @throws CodecException naming the component if the value does not fit its type of today
   */
  static @Nullable Object evolved(
      @Nullable Object value, Type declared, Class<?> record, String component) {
    Class<?> raw = raw(declared);
    if (value == null && raw.isPrimitive()) {
      throw mismatch(record, component, "null is stored, a " + raw + " is wanted");
    }
    Object widened = value == null ? null : widen(value, Primitives.boxed(raw));
    try {
      return toDeclared(widened, raw.isPrimitive() ? Primitives.boxed(raw) : declared);
    } catch (CodecException e) {
      throw mismatch(record, component, e.getMessage());
    }
  }

  /**
   * What a component is that the stored record does not have: null or an empty optional.
   *
   * @throws CodecException naming the component if it is primitive
   */
  static @Nullable Object absent(Class<?> raw, Class<?> record, String component) {
    if (raw.isPrimitive()) {
      throw mismatch(record, component, "nothing is stored, a " + raw + " is wanted");
    }
    if (raw == Optional.class) {
      return Optional.empty();
    }
    if (raw == OptionalInt.class) {
      return OptionalInt.empty();
    }
    if (raw == OptionalLong.class) {
      return OptionalLong.empty();
    }
    return raw == OptionalDouble.class ? OptionalDouble.empty() : null;
  }

  /** The class of a type, as far as it is said. */
  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> raw -> raw;
      case ParameterizedType generic -> raw(generic.getRawType());
      case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
      case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
      default -> Object.class;
    };
  }

  private static @Nullable Object collect(Object value, Class<?> raw, Type declared) {
    try {
      for (Collector collector : COLLECTORS) {
        if (collector.from().isInstance(value) && raw.isAssignableFrom(collector.to())) {
          return collector.step().apply(value);
        }
      }
      if (raw == EnumSet.class && value instanceof Set<?> set) {
        return enumSet(set, declared);
      }
      if (raw == EnumMap.class && value instanceof Map<?, ?> map) {
        return enumMap(map, declared);
      }
      return null;
    } catch (RuntimeException e) { // no order, a null where none may be: the elements do not fit
      throw new CodecException("no %s can be made of what was read".formatted(raw.getName()), e);
    }
  }

  @SuppressWarnings("JdkObsolete") // whoever declares one gets one
  private static Stack<Object> stack(Object list) {
    Stack<Object> stack = new Stack<>();
    stack.addAll((Collection<?>) list);
    return stack;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the elements are checked as they are added
  private static Object enumSet(Set<?> set, Type declared) {
    EnumSet constants = EnumSet.noneOf((Class) enumType(set, declared));
    constants.addAll(set);
    return constants;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the keys are checked as they are put
  private static Object enumMap(Map<?, ?> map, Type declared) {
    EnumMap constants = new EnumMap((Class) enumType(map.keySet(), declared));
    constants.putAll(map);
    return constants;
  }

  private static Class<?> enumType(Set<?> constants, Type declared) {
    if (!constants.isEmpty() && constants.iterator().next() instanceof Enum<?> constant) {
      return constant.getDeclaringClass();
    }
    return declared instanceof ParameterizedType generic
        ? raw(generic.getActualTypeArguments()[0])
        : Enum.class;
  }

  /** The same number in a wider type, or the value as it is. */
  private static Object widen(Object value, Class<?> boxed) {
    if (boxed == value.getClass()) {
      return value;
    }
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      int number = ((Number) value).intValue();
      if (boxed == Long.class) {
        return (long) number;
      }
      if (boxed == Double.class) {
        return (double) number;
      }
      if (boxed == Integer.class) {
        return number;
      }
      if (boxed == Short.class && !(value instanceof Integer)) {
        return (short) number;
      }
    }
    return value instanceof Float number && boxed == Double.class ? (double) number : value;
  }

  private static CodecException mismatch(
      Class<?> record, String component, @Nullable String reason) {
    return new CodecException(
        "the record %s was stored by another version of its class: component %s: %s"
            .formatted(record.getName(), component, reason));
  }
}
