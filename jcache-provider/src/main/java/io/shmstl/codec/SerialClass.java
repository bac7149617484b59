package io.shmstl.codec;

import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a class in a serialization stream.
 *
 * @param flags the {@code SC_} bits of {@link ObjectStreamConstants}
 * @param fields in the order of their values
 * @param parent the description of the nearest serializable superclass
 */
record SerialClass(String name, int flags, List<Field> fields, @Nullable SerialClass parent) {
  /**
   * A field.
   *
   * @param code a letter as in a method descriptor
   * @param type the column type its signature says
   */
  record Field(String name, char code, ColumnType type) {}

  boolean isExternalizable() {
    return (flags & ObjectStreamConstants.SC_EXTERNALIZABLE) != 0;
  }

  /** Whether something follows the values of the fields, up to an end mark. */
  boolean hasAnnotation() {
    return (flags & (ObjectStreamConstants.SC_WRITE_METHOD | ObjectStreamConstants.SC_BLOCK_DATA))
        != 0;
  }

  /** This and its superclasses, in the order of their data. */
  List<SerialClass> hierarchy() {
    List<SerialClass> classes = new ArrayList<>();
    for (SerialClass type = this; type != null; type = type.parent) {
      classes.addFirst(type);
    }
    return classes;
  }
}
