package io.shmstl.codec;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes objects of any class by the {@link ClassFormat} of each. Safe for use by many threads. */
final class ValueWriter {
  private final SchemaRegistry schemas;
  private final boolean key;

  /** Of this writer alone: formats remember schema numbers. They do not refer back to it. */
  private final ClassValue<ClassFormat> formats;

  ValueWriter(SchemaRegistry schemas, boolean key) {
    this.schemas = schemas;
    this.key = key;
    this.formats = new FormatsByClass(key);
  }

  /**
   * Appends a whole value.
   *
   * @throws CodecException if it cannot be written; then nothing is appended
   */
  void writeValue(Object value, ByteWriter out) {
    Objects.requireNonNull(value, "value");
    int start = out.length();
    int depth = out.depth();
    try {
      write(value, out, false);
    } catch (CodecException e) {
      out.cut(start);
      out.setDepth(depth);
      throw e;
    } catch (UnwritableException e) {
      out.cut(start);
      out.setDepth(depth);
      throw e.in(value);
    } catch (RuntimeException | StackOverflowError e) {
      out.cut(start);
      out.setDepth(depth);
      throw new CodecException("a " + value.getClass().getName() + " cannot be written: " + e, e);
    }
  }

  /** Appends a value inside another one; it may be null. */
  void writeNested(@Nullable Object value, ByteWriter out) {
    if (value == null) {
      out.writeByte(TypeTag.NULL);
    } else {
      write(value, out, true);
    }
  }

  /** Whether the values stand in keys. */
  boolean isKey() {
    return key;
  }

  /** The number of a schema in the segment. */
  int numberOf(Schema schema) {
    int number = schemas.numberOf(schema.encode());
    if (number < SchemaRegistry.FIRST_NUMBER || number > SchemaRegistry.LAST_NUMBER) {
      throw new CodecException(
          "the schema of %s got the number %d, beyond %d"
              .formatted(schema.className(), number, SchemaRegistry.LAST_NUMBER));
    }
    return number;
  }

  /**
   * Registers what is known of a class before its first value, so that SQL has its columns: those
   * of records, of the records in them, and the fields of beans.
   */
  void prepare(Class<?> type) {
    prepare(type, new HashSet<>());
  }

  private void prepare(Class<?> type, Set<Class<?>> done) {
    if (!done.add(type)) {
      return;
    }
    if (type.isRecord() && formats.get(type) instanceof RecordFormat format) {
      format.register(this);
      for (RecordComponent component : type.getRecordComponents()) {
        prepare(component.getType(), done);
      }
    } else if (BeanShape.isBean(type)) {
      RowSchema schema = BeanShape.schema(type);
      if (!schema.columns().isEmpty()) {
        numberOf(schema);
      }
      BeanShape.fieldTypes(type).forEach(field -> prepare(field, done));
    }
  }

  private void write(Object value, ByteWriter out, boolean nested) {
    Class<?> type = value.getClass();
    if (type == String.class) {
      StringFormat.write((String) value, out, nested);
    } else if (type == Long.class) {
      ScalarFormat.writeLong((Long) value, out);
    } else if (type == Integer.class) {
      ScalarFormat.writeInteger((Integer) value, out);
    } else {
      formats.get(type).write(value, out, nested, this);
    }
  }

  /** Static, so that a class that outlives the writer does not keep it. */
  private static final class FormatsByClass extends ClassValue<ClassFormat> {
    private final boolean key;

    FormatsByClass(boolean key) {
      this.key = key;
    }

    @Override
    protected ClassFormat computeValue(Class<?> type) {
      return ClassFormats.of(type, key);
    }
  }
}
