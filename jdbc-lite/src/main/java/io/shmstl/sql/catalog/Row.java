package io.shmstl.sql.catalog;

import org.jspecify.annotations.Nullable;

/** The row where a scan stands, or a row kept in memory. */
@FunctionalInterface
public interface Row {
  /**
   * The value of a column in the class that its {@link io.shmstl.sql.type.TypeKind} names. A scan
   * decodes it now, and may be asked twice.
   */
  @Nullable Object get(int column);
}
