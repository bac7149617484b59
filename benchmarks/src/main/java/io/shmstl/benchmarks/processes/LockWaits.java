package io.shmstl.benchmarks.processes;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long all processes have waited for the locks of the caches in a space, as {@code
 * SYS.SEGMENTS} tells.
 *
 * @param leaseNanos for writer leases
 * @param keyLockNanos for key locks
 */
record LockWaits(long leaseNanos, long keyLockNanos) {
  private static final String SQL =
      "SELECT SUM(lease_waited_nanos), SUM(key_lock_waited_nanos) FROM sys.segments";

  /** As it is now. */
  static LockWaits of(SharedDirectory directory) throws IOException {
    String url = "jdbc:shmstl:" + directory.path().resolve("shmstl");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet sums = statement.executeQuery(SQL)) {
      if (!sums.next()) {
        throw new IOException(SQL + ": no row, expected one");
      }
      return new LockWaits(sums.getLong(1), sums.getLong(2));
    } catch (SQLException e) {
      throw new IOException(url, e);
    }
  }

  LockWaits since(LockWaits earlier) {
    return new LockWaits(leaseNanos - earlier.leaseNanos, keyLockNanos - earlier.keyLockNanos);
  }
}
