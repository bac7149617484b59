package io.shmstl.sql.scan;

import io.shmstl.sql.catalog.Column;
import java.util.List;

/**
 * A column of a cache's table and where its values are.
 *
 * @param column what the engine sees
 * @param origin which part of an entry it shows
 * @param side the half of the entry; of {@code KEY} where the origin is none of the halves
 * @param path names of components from the outermost to the innermost; empty unless the origin is a
 *     component
 */
record EntryColumn(Column column, Origin origin, Side side, List<String> path) {
  EntryColumn {
    path = List.copyOf(path);
  }

  /** The parts of an entry. */
  enum Origin {
    /** A component of a record or a field of a bean. */
    COMPONENT,
    /** A key or value that has no components. */
    SCALAR,
    /** A key or value whatever it is, as the object where its class is there. */
    WHOLE,
    /** The class of a key or value that only its class understands. */
    CLASS_NAME,
    /** How many bytes a key or value has. */
    SIZE,
    /** When the entry was stored. */
    CREATED,
    /** When it expires. */
    EXPIRES,
    /** The commit that stored it. */
    VERSION,
    /** How many bytes key and value have together. */
    BYTES
  }
}
