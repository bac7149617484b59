package io.shmstl.sql.scan;

import io.shmstl.codec.ColumnType;
import io.shmstl.codec.EnumSchema;
import io.shmstl.codec.RowSchema;
import io.shmstl.codec.Schema;
import io.shmstl.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the shape of keys and values: from the declared type and the schemas of the segment, and
 * where these leave it open, from a sample of the entries.
 */
final class EntryShapes {
  private static final String ANY = Object.class.getName();

  private final CacheTypes types;
  private final List<Schema> schemas;
  private final Supplier<EntrySample> sampling;

  /**
   * The shapes of one cache.
   *
   * @param sampling takes a sample; asked only if it is needed
   */
  EntryShapes(CacheTypes types, List<Schema> schemas, Supplier<EntrySample> sampling) {
    this.types = types;
    this.schemas = schemas;
    this.sampling = sampling;
  }

  /**
   * Key and value.
   *
   * @param isFinal whether more entries of the schemas there are would change nothing
   */
  record Pair(EntryShape key, EntryShape value, boolean isFinal) {}

  Pair find() {
    boolean isKeyOpen = isOpen(types.keyType(), types.hasKeyCodec());
    boolean isValueOpen = isOpen(types.valueType(), types.hasValueCodec());
    if (!isKeyOpen && !isValueOpen) {
      return new Pair(
          closed(types.keyType(), types.hasKeyCodec()),
          closed(types.valueType(), types.hasValueCodec()),
          true);
    }
    EntrySample sample = sampling.get();
    EntryShape key =
        isKeyOpen
            ? open(types.keyType(), sample.keys(), List.of())
            : closed(types.keyType(), types.hasKeyCodec());
    EntryShape value =
        isValueOpen
            ? open(types.valueType(), sample.values(), left(key))
            : closed(types.valueType(), types.hasValueCodec());
    return new Pair(key, value, sample.isFull());
  }

  /** Whether the declared type leaves open what there is. */
  private boolean isOpen(String className, boolean hasCodec) {
    return !hasCodec && !ColumnTypes.isScalar(className) && !isEnum(className);
  }

  private EntryShape closed(String className, boolean hasCodec) {
    return hasCodec
        ? EntryShape.ofOpaque()
        : EntryShape.ofScalar(ColumnTypes.ofClassName(className));
  }

  private EntryShape open(String className, EntrySample.Half seen, List<RowSchema> others) {
    Set<RowSchema> rows = new LinkedHashSet<>(versions(className));
    boolean isDeclared = !rows.isEmpty();
    List<RowSchema> found = new ArrayList<>(seen.rows());
    found.sort((a, b) -> a.className().compareTo(b.className()));
    rows.addAll(found);
    if (className.equals(ANY)) {
      rows.addAll(others);
    }
    SqlType scalar = seen.scalar();
    if (scalar == null && !isDeclared && rows.isEmpty() && !seen.isOpaque()) {
      scalar = SqlType.VARCHAR;
    }
    return new EntryShape(scalar, List.copyOf(rows), seen.isOpaque());
  }

  /** The schemas of a class, the newest first. */
  private List<RowSchema> versions(String className) {
    List<RowSchema> versions = new ArrayList<>();
    for (Schema schema : schemas) {
      if (schema instanceof RowSchema row && row.className().equals(className)) {
        versions.addFirst(row);
      }
    }
    return versions;
  }

  private boolean isEnum(String className) {
    return schemas.stream()
        .anyMatch(schema -> schema instanceof EnumSchema && schema.className().equals(className));
  }

  /** The schemas that are neither the keys' nor those of components of others: the values'. */
  private List<RowSchema> left(EntryShape key) {
    Set<String> taken = new HashSet<>();
    key.rows().forEach(row -> taken.add(row.className()));
    for (Schema schema : schemas) {
      if (schema instanceof RowSchema row) {
        row.columns().forEach(column -> addClasses(column.type(), row.className(), taken));
      }
    }
    List<RowSchema> left = new ArrayList<>();
    for (Schema schema : schemas) {
      if (schema instanceof RowSchema row && !taken.contains(row.className())) {
        left.addFirst(row);
      }
    }
    return left;
  }

  private static void addClasses(ColumnType type, String owner, Set<String> classes) {
    if (!type.className().isEmpty() && !type.className().equals(owner)) {
      classes.add(type.className());
    }
    type.arguments().forEach(argument -> addClasses(argument, owner, classes));
  }
}
