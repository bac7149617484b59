package io.shmstl.codec;

import org.jspecify.annotations.Nullable;

/** The schemas of one segment by their numbers, decoded once. Safe for use by many threads. */
public final class SchemaTable {
  private final SchemaRegistry registry;
  private final ByNumber<Schema> known = new ByNumber<>();

  public SchemaTable(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * The schema with a number found in bytes.
   *
   * @throws CodecException if there is none
   */
  public Schema find(int number) {
    Schema schema = known.get(number);
    return schema != null ? schema : findFirst(number);
  }

  /** The schema of the newest version of a record class, or null if none is registered. */
  public @Nullable RowSchema newestOf(String className) {
    RowSchema newest = null;
    for (int number = SchemaRegistry.FIRST_NUMBER;
        number <= SchemaRegistry.LAST_NUMBER && registry.schema(number) != null;
        number++) {
      if (find(number) instanceof RowSchema schema && schema.className().equals(className)) {
        newest = schema;
      }
    }
    return newest;
  }

  private Schema findFirst(int number) {
    byte[] bytes =
        number >= SchemaRegistry.FIRST_NUMBER && number <= SchemaRegistry.LAST_NUMBER
            ? registry.schema(number)
            : null;
    if (bytes == null) {
      throw new CodecException(
          "there is no schema with the number " + Integer.toUnsignedString(number));
    }
    Schema schema = Schema.decode(bytes);
    known.put(number, schema);
    return schema;
  }
}
