package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which fetch directions may be asked for; a hint that changes nothing. */
final class FetchDirection {
  private FetchDirection() {}

  /**
   * Checks a direction.
   *
   * @throws SQLException if it is none, or not forward where the type goes forward only
   */
  static void require(int direction, int resultSetType) throws SQLException {
    boolean isKnown =
        direction == ResultSet.FETCH_FORWARD
            || direction == ResultSet.FETCH_REVERSE
            || direction == ResultSet.FETCH_UNKNOWN;
    if (!isKnown) {
      throw JdbcErrors.badArgument(
          "fetch direction", direction, "FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN");
    }
    if (direction != ResultSet.FETCH_FORWARD && resultSetType == ResultSet.TYPE_FORWARD_ONLY) {
      throw JdbcErrors.forwardOnly();
    }
  }
}
