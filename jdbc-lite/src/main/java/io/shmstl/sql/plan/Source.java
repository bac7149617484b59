package io.shmstl.sql.plan;

import java.util.BitSet;
import java.util.List;

/**
 * A table or a derived table in a FROM.
 *
 * @param slot its place in frames
 * @param schema of the table; empty for others
 * @param name as the query calls it
 * @param columns in order
 * @param used the columns somebody asks for; grows while the query is bound
 */
record Source(int slot, String schema, String name, List<SourceColumn> columns, BitSet used) {
  /**
   * A column of a source.
   *
   * @param origin what a result says about it
   * @param isHidden whether a star leaves it out
   */
  record SourceColumn(String name, OutputColumn origin, boolean isHidden) {}
}
