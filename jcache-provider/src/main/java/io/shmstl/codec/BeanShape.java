package io.shmstl.codec;

import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A serializable class of the application taken apart: the fields that Java serialization writes.
 */
final class BeanShape {
  private BeanShape() {}

  /**
   * Whether the objects of exactly this class are serialized field by field, as far as is known.
   */
  static boolean isBean(Class<?> type) {
    return Serializable.class.isAssignableFrom(type)
        && !type.isInterface()
        && !type.isArray()
        && !type.isEnum()
        && !Modifier.isAbstract(type.getModifiers())
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type)
        && type.getClassLoader() != null
        && !type.getClassLoader().equals(ClassLoader.getPlatformClassLoader());
  }

  /**
   * A column for each field, those of superclasses first, in the order in which the JVM has them:
   * as they were declared. Of two fields of one name, the one of the lower class.
   */
  static RowSchema schema(Class<?> bean) {
    Map<String, RowSchema.Column> columns = new LinkedHashMap<>();
    for (Class<?> type : hierarchy(bean)) {
      List<String> declared = declaredNames(type);
      List<ObjectStreamField> fields = new ArrayList<>(writtenFields(type));
      fields.sort(Comparator.comparingInt(field -> declared.indexOf(field.getName())));
      for (ObjectStreamField field : fields) {
        String name = field.getName();
        columns.put(name, new RowSchema.Column(name, ColumnType.of(declaredType(type, field))));
      }
    }
    return new RowSchema(bean.getName(), List.copyOf(columns.values()));
  }

  /** The plain types of the fields that are written. */
  static List<Class<?>> fieldTypes(Class<?> bean) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type : hierarchy(bean)) {
      writtenFields(type).forEach(field -> types.add(field.getType()));
    }
    return types;
  }

  private static List<Class<?>> hierarchy(Class<?> bean) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
      classes.addFirst(type);
    }
    return classes;
  }

  private static List<ObjectStreamField> writtenFields(Class<?> type) {
    ObjectStreamClass description = ObjectStreamClass.lookup(type);
    return description == null ? List.of() : List.of(description.getFields());
  }

  private static List<String> declaredNames(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      names.add(field.getName());
    }
    return names;
  }

  /** The generic type, or the plain one if the class does not say or names what is not there. */
  private static Type declaredType(Class<?> type, ObjectStreamField field) {
    try {
      return type.getDeclaredField(field.getName()).getGenericType();
    } catch (NoSuchFieldException | TypeNotPresentException | GenericSignatureFormatError e) {
      return field.getType();
    }
  }
}
