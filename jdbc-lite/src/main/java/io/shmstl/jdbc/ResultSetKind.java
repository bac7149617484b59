package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The kind of result sets that comes nearest to what was asked for.
 *
 * @param type forward-only or scroll-insensitive
 * @param differences what a warning says about it
 */
record ResultSetKind(int type, List<String> differences) {
  /**
   * The nearest kind.
   *
   * @throws SQLException if the arguments are none of ResultSet
   */
  static ResultSetKind nearest(int type, int concurrency) throws SQLException {
    List<String> differences = new ArrayList<>();
    int nearest =
        switch (type) {
          case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE -> type;
          case ResultSet.TYPE_SCROLL_SENSITIVE -> {
            differences.add("result sets show one view: scroll-insensitive, not sensitive");
            yield ResultSet.TYPE_SCROLL_INSENSITIVE;
          }
          default -> throw JdbcErrors.badArgument("type", type, "a type of ResultSet");
        };
    switch (concurrency) {
      case ResultSet.CONCUR_READ_ONLY -> {
        // as it is
      }
      case ResultSet.CONCUR_UPDATABLE ->
          differences.add("result sets are read-only, not updatable");
      default ->
          throw JdbcErrors.badArgument("concurrency", concurrency, "a concurrency of ResultSet");
    }
    return new ResultSetKind(nearest, List.copyOf(differences));
  }

  /**
   * Checks a holdability.
   *
   * @throws SQLException unless result sets are to close at the end of their transaction
   */
  static void requireHoldability(int holdability) throws SQLException {
    switch (holdability) {
      case ResultSet.CLOSE_CURSORS_AT_COMMIT -> {
        // as it is
      }
      case ResultSet.HOLD_CURSORS_OVER_COMMIT ->
          throw JdbcErrors.unsupported("a result set that outlives its transaction");
      default ->
          throw JdbcErrors.badArgument("holdability", holdability, "a holdability of ResultSet");
    }
  }
}
