package io.shmstl.codec;

import java.io.ObjectInputFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a codec finds classes and schemas.
 *
 * @param loader finds the classes of records, enums and serialized objects
 * @param filter judges each of these classes before it is used; null admits all. The limits of
 *     {@link SerialLimits} hold with and without it.
 * @param schemas the schemas of the segment whose bytes are read and written
 */
public record CodecOptions(
    ClassLoader loader, @Nullable ObjectInputFilter filter, SchemaRegistry schemas) {
  public CodecOptions {
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(schemas, "schemas");
  }
}
