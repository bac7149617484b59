package io.shmstl.sql.plan;

import io.shmstl.sql.type.SqlType;

/**
 * A column of a result.
 *
 * @param label the name given to it, or the text of its expression
 * @param type what its values are
 * @param schema the schema of the table it is read from; empty for computed ones
 * @param table the table it is read from; empty for computed ones
 * @param column its name in that table; empty for computed ones
 * @param isNullable whether nulls may occur
 */
public record OutputColumn(
    String label, SqlType type, String schema, String table, String column, boolean isNullable) {

  static OutputColumn computed(String label, SqlType type) {
    return new OutputColumn(label, type, "", "", "", true);
  }

  OutputColumn withLabel(String other) {
    return new OutputColumn(other, type, schema, table, column, isNullable);
  }

  OutputColumn withType(SqlType other) {
    return type.equals(other) ? this : computed(label, other);
  }
}
