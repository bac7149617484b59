package io.shmstl.codec;

import java.util.ArrayList;
import java.util.List;
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
    for (Schema schema : all()) {
      if (schema instanceof RowSchema row && row.className().equals(className)) {
        newest = row;
      }
    }
    return newest;
  }

  /** Every schema that is registered by now, the oldest first. */
  public List<Schema> all() {
    List<Schema> schemas = new ArrayList<>();
    for (int number = SchemaRegistry.FIRST_NUMBER; isRegistered(number); number++) {
      schemas.add(find(number));
    }
    return schemas;
  }

  /** Whether there is a schema with this number. */
  public boolean isRegistered(int number) {
    return known.get(number) != null
        || (number >= SchemaRegistry.FIRST_NUMBER
            && number <= SchemaRegistry.LAST_NUMBER
            && registry.schema(number) != null);
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
