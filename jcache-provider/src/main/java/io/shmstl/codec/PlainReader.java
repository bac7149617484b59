package io.shmstl.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values without any class of the application, for SQL and for tools. Safe for use by many
 * threads.
 *
 * <pre>
 * record                      {@link Row}
 * enum constant               its name, a String
 * list, set                   List
 * map                         Map, in the order of the bytes
 * optional                    its content, or null
 * serialized object           {@link OpaqueValue}
 * of a plugged-in codec       {@link OpaqueValue}
 * all others                  the object itself, of a class of the JDK
 * </pre>
 */
public final class PlainReader extends ValueReader {
  private final SchemaTable schemas;

  public PlainReader(SchemaTable schemas) {
    this.schemas = schemas;
  }

  /**
   * The value that all remaining bytes of a reader are; null if it is an empty optional.
   *
   * @throws CodecException if they are no value
   */
  public @Nullable Object read(ByteReader in) {
    return readValue(in);
  }

  SchemaTable schemas() {
    return schemas;
  }

  @Override
  Object readRecord(ByteReader in) {
    RowSchema schema = rowSchema(in.readVarint());
    int count = schema.columns().size();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(readNested(in));
    }
    return new Row(schema, values);
  }

  @Override
  Object readEnum(ByteReader in) {
    int number = in.readVarint();
    if (schemas.find(number) instanceof EnumSchema constant) {
      return constant.constant();
    }
    throw new CodecException("an enum constant has the number " + number + " of a record");
  }

  @Override
  @Nullable Object readCollection(int tag, ByteReader in) {
    return switch (tag) {
      case TypeTag.LIST, TypeTag.SET, TypeTag.SORTED_SET -> readElements(in);
      case TypeTag.MAP, TypeTag.SORTED_MAP -> readEntries(in);
      default -> readNested(in);
    };
  }

  @Override
  Object readSerialized(ByteReader in) {
    byte[] bytes = in.readBytes(in.remaining());
    return new OpaqueValue(SerialNames.className(bytes), bytes);
  }

  @Override
  Object readCustom(ByteReader in) {
    return new OpaqueValue("", in.readBytes(in.remaining()));
  }

  RowSchema rowSchema(int number) {
    if (schemas.find(number) instanceof RowSchema schema) {
      return schema;
    }
    throw new CodecException("a record has the number " + number + " of an enum constant");
  }

  private List<@Nullable Object> readElements(ByteReader in) {
    int size = in.readCount(1);
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(readNested(in));
    }
    return elements;
  }

  /** Keys that differ only by their class may fall together. */
  private Map<@Nullable Object, @Nullable Object> readEntries(ByteReader in) {
    int size = in.readCount(2);
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      entries.put(readNested(in), readNested(in));
    }
    return entries;
  }
}
