package io.shmstl.codec;

import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
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

  /** A column for each field, those of superclasses first; of two of one name, the lower one. */
  static RowSchema schema(Class<?> bean) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
      classes.addFirst(type);
    }
    Map<String, RowSchema.Column> columns = new LinkedHashMap<>();
    for (Class<?> type : classes) {
      ObjectStreamClass description = ObjectStreamClass.lookup(type);
      if (description != null) {
        for (ObjectStreamField field : description.getFields()) {
          String name = field.getName();
          columns.put(name, new RowSchema.Column(name, ColumnType.of(declaredType(type, field))));
        }
      }
    }
    return new RowSchema(bean.getName(), List.copyOf(columns.values()));
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
