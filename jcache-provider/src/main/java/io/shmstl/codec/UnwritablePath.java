package io.shmstl.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in a value an object of a class stands, for messages: {@code value.lines[2].owner}.
 *
 * <p>Looks at what is near first. What reflection may not see, it does not find.
 */
final class UnwritablePath {
  /** Most objects looked at. */
  private static final int MAX_OBJECTS = 10_000;

  private static final String ROOT = "value";

  private final String className;
  private final Deque<Place> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnwritablePath(String className) {
    this.className = className;
  }

  /** An object and how it was reached. */
  private record Place(Object object, String path) {}

  /** The path to the nearest object of the class, or null if there is none in sight. */
  static @Nullable String find(Object root, String className) {
    return new UnwritablePath(className).search(root);
  }

  private @Nullable String search(Object root) {
    visit(root, ROOT);
    for (Place place = open.poll(); place != null; place = open.poll()) {
      if (place.object().getClass().getName().equals(className)) {
        return place.path();
      }
      expand(place.object(), place.path());
    }
    return null;
  }

  private void visit(@Nullable Object object, String path) {
    if (object != null && seen.size() < MAX_OBJECTS && seen.add(object)) {
      open.add(new Place(object, path));
    }
  }

  private void expand(Object object, String path) {
    switch (object) {
      case Object[] array -> {
        for (int i = 0; i < array.length; i++) {
          visit(array[i], path + "[" + i + "]");
        }
      }
      case Iterable<?> elements -> {
        int i = 0;
        for (Object element : elements) {
          visit(element, path + "[" + i++ + "]");
        }
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          visit(entry.getKey(), path + ".key(" + shown(entry.getKey()) + ")");
          visit(entry.getValue(), path + "[" + shown(entry.getKey()) + "]");
        }
      }
      case Optional<?> optional -> visit(optional.orElse(null), path);
      case Record record -> expandRecord(record, path);
      default -> expandFields(object, path);
    }
  }

  private void expandRecord(Record record, String path) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      visit(contents(component, record), path + "." + component.getName());
    }
  }

  private void expandFields(Object object, String path) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean isWritten =
            !field.getType().isPrimitive()
                && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
        if (isWritten) {
          visit(contents(field, object), path + "." + field.getName());
        }
      }
    }
  }

  /** What a component holds; null too if it is out of sight. */
  private static @Nullable Object contents(RecordComponent component, Record record) {
    try {
      Method accessor = component.getAccessor();
      return accessor.trySetAccessible() ? accessor.invoke(record) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** What a field holds; null too if it is out of sight. */
  private static @Nullable Object contents(Field field, Object object) {
    try {
      return field.trySetAccessible() ? field.get(object) : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** A map's key in a path; only what has a short text of its own. */
  private static String shown(@Nullable Object key) {
    return key instanceof String || key instanceof Number || key instanceof Enum<?>
        ? String.valueOf(key)
        : "...";
  }
}
