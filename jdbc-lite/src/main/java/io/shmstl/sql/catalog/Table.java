package io.shmstl.sql.catalog;

import java.util.BitSet;
import java.util.List;

/** A table the engine can read: fixed columns, a scan, perhaps a look-up by key. Thread-safe. */
public interface Table {
  /** What {@link #rowCount} says where only a scan can tell. */
  long UNKNOWN = -1;

  /** What {@link #keyColumn} says where there is no look-up. */
  int NO_KEY = -1;

  /** The schema the table is in. */
  String schema();

  /** The name in the schema. */
  String name();

  /** The columns in order; never changes. */
  List<Column> columns();

  /**
   * Whether a view that is opened now can still be read through this table; false if its name
   * belongs to a table of other columns by now.
   */
  default boolean isReadable() {
    return true;
  }

  /** About how many rows there are, for the order of joins. */
  long estimatedRows();

  /**
   * Exactly how many rows a scan of a view would give, where that is known without one: {@code
   * COUNT(*)} asks for it. {@link #UNKNOWN} otherwise.
   *
   * @param view the view of the execution
   */
  default long rowCount(ReadView view) {
    return UNKNOWN;
  }

  /** The column whose value finds at most one row by {@link #find}, or {@link #NO_KEY}. */
  int keyColumn();

  /**
   * The columns that together tell rows apart, in the order of the key, for those who describe the
   * table; empty if nobody knows. No look-up is promised.
   */
  default List<Integer> keyColumns() {
    return keyColumn() == NO_KEY ? List.of() : List.of(keyColumn());
  }

  /**
   * All rows of a view.
   *
   * @param view the view of the execution
   * @param columns those that may be asked for; others need not be decodable
   */
  TableCursor scan(ReadView view, BitSet columns);

  /**
   * The rows of a view whose key equals a value: one or none, or two where SQL calls two keys
   * equal, as the two zeros of floating-point numbers.
   *
   * @param view the view of the execution
   * @param key not null, in the class of the key column's type
   * @param columns those that may be asked for
   */
  TableCursor find(ReadView view, Object key, BitSet columns);
}
