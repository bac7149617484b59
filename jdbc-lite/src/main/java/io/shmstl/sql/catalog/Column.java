package io.shmstl.sql.catalog;

import io.shmstl.sql.type.SqlType;

/**
 * A column of a table.
 *
 * @param name exactly as stored
 * @param type what its values are
 * @param isHidden whether {@code SELECT *} leaves it out
 * @param isNullable whether nulls may occur
 */
public record Column(String name, SqlType type, boolean isHidden, boolean isNullable) {
  /** A column that {@code SELECT *} shows, with nulls. */
  public static Column of(String name, SqlType type) {
    return new Column(name, type, false, true);
  }
}
