package io.shmstl.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record class taken apart: its schema, its accessors and its canonical constructor.
 *
 * <p>Any record whose package is open to this code will do, whatever its visibility; that is every
 * record on the class path. Of others, public ones in exported packages.
 */
final class RecordShape {
  private final Class<?> type;
  private final RowSchema schema;
  private final List<MethodHandle> accessors;
  private final @Nullable MethodHandle constructor;
  private final List<Type> componentTypes;
  private final @Nullable String whyNot;

  private RecordShape(
      Class<?> type,
      List<MethodHandle> accessors,
      @Nullable MethodHandle constructor,
      @Nullable String whyNot) {
    this.type = type;
    this.schema = RowSchema.of(type);
    this.accessors = accessors;
    this.constructor = constructor;
    this.componentTypes =
        Arrays.stream(type.getRecordComponents()).map(RowSchema::declaredType).toList();
    this.whyNot = whyNot;
  }

  static RecordShape of(Class<?> type) {
    try {
      Lookup lookup = lookup(type);
      List<MethodHandle> accessors = new ArrayList<>();
      RecordComponent[] components = type.getRecordComponents();
      for (RecordComponent component : components) {
        accessors.add(lookup.unreflect(component.getAccessor()));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      return new RecordShape(type, accessors, lookup.unreflectConstructor(canonical), null);
    } catch (IllegalAccessException e) {
      return new RecordShape(
          type,
          List.of(),
          null,
          "it is a record whose components are out of reach; open or export "
              + type.getPackageName()
              + " in "
              + type.getModule());
    } catch (NoSuchMethodException e) {
      throw new CodecException(type.getName() + " has no canonical constructor", e);
    }
  }

  Class<?> type() {
    return type;
  }

  RowSchema schema() {
    return schema;
  }

  boolean isAccessible() {
    return constructor != null;
  }

  /** Why the record is not accessible, if it is not. */
  String whyNot() {
    return Objects.requireNonNull(whyNot);
  }

  /** One for each component: {@code (record) -> component}. */
  List<MethodHandle> accessors() {
    return accessors;
  }

  /** {@code (component, component ...) -> record}. */
  MethodHandle constructor() {
    return Objects.requireNonNull(constructor);
  }

  /** The declared types of the components, generic where they say so. */
  List<Type> componentTypes() {
    return componentTypes;
  }

  /** The declared class of a component. */
  Class<?> rawType(int index) {
    return constructor().type().parameterType(index);
  }

  private static Lookup lookup(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      return MethodHandles.publicLookup(); // the package is not open; it may be exported
    }
  }

  /** The type of a handle that takes the components and gives an object. */
  MethodType constructorType() {
    return constructor().type().changeReturnType(Object.class);
  }
}
