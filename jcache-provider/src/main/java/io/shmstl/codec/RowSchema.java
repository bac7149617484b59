package io.shmstl.codec;

import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The components of a record in their order, or the fields of a serializable class: the columns
 * that SQL sees.
 *
 * @param className the name of the class
 * @param columns one for each component or field
 */
public record RowSchema(String className, List<Column> columns) implements Schema {
  static final int KIND = 1;

  /** The name and declared type of a component or field. */
  public record Column(String name, ColumnType type) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  public RowSchema {
    Objects.requireNonNull(className, "className");
    columns = List.copyOf(columns);
  }

  /**
   * The schema of a record class.
   *
   * @throws IllegalArgumentException if the class is no record
   */
  public static RowSchema of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    List<Column> columns = new ArrayList<>(components.length);
    for (RecordComponent component : components) {
      columns.add(new Column(component.getName(), ColumnType.of(declaredType(component))));
    }
    return new RowSchema(type.getName(), columns);
  }

  /** The index of the column with exactly this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.writeByte(VERSION);
    out.writeByte(KIND);
    out.writeString(className);
    out.writeVarint(columns.size());
    for (Column column : columns) {
      out.writeString(column.name());
      column.type().write(out);
    }
    return out.toByteArray();
  }

  static RowSchema read(ByteReader in) {
    String className = in.readString();
    int count = in.readCount(2);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Column(in.readString(), ColumnType.read(in)));
    }
    return new RowSchema(className, columns);
  }

  /** The generic type, or the plain one if the generic one names a class that is not there. */
  static Type declaredType(RecordComponent component) {
    try {
      return component.getGenericType();
    } catch (TypeNotPresentException | GenericSignatureFormatError e) {
      return component.getType();
    }
  }
}
