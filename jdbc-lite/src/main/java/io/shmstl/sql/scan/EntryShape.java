package io.shmstl.sql.scan;

import io.shmstl.codec.RowSchema;
import io.shmstl.sql.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a cache's entries is made of: all that is declared, and what was seen.
 *
 * @param scalar the type of values that have no components; null if there are none
 * @param rows the schemas of records and beans, those that come first give their columns first
 * @param isOpaque whether there are values that only their class or codec understands
 */
record EntryShape(@Nullable SqlType scalar, List<RowSchema> rows, boolean isOpaque) {
  EntryShape {
    rows = List.copyOf(rows);
  }

  static EntryShape ofScalar(SqlType type) {
    return new EntryShape(type, List.of(), false);
  }

  static EntryShape ofRows(List<RowSchema> rows) {
    return new EntryShape(null, rows, false);
  }

  static EntryShape ofOpaque() {
    return new EntryShape(null, List.of(), true);
  }
}
