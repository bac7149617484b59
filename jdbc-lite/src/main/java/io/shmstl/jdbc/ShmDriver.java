package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.jdbc.metadata.Product;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of {@code jdbc:shmstl:}. {@link DriverManager} finds it by itself; a tool that
 * wants the class name takes this one.
 */
public final class ShmDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new ShmDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For tools and {@link java.util.ServiceLoader}. */
  public ShmDriver() {
    // nothing to set up
  }

  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    if (url == null || !ConnectionUrl.isOurs(url)) {
      return null;
    }
    ConnectionUrl settings = ConnectionUrl.parse(url, info == null ? new Properties() : info);
    try {
      return new ShmConnection(OpenDatabases.open(settings), settings);
    } catch (RuntimeException failure) {
      throw JdbcErrors.of(failure);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    if (url == null) {
      throw JdbcErrors.badUrl("the URL is null");
    }
    return ConnectionUrl.isOurs(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    Map<ConnectionProperty, String> values =
        url != null && ConnectionUrl.isOurs(url)
            ? ConnectionUrl.properties(url, info == null ? new Properties() : info)
            : Map.of();
    List<DriverPropertyInfo> infos = new ArrayList<>();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      infos.add(property.info(values.get(property)));
    }
    return infos.toArray(new DriverPropertyInfo[0]);
  }

  @Override
  public int getMajorVersion() {
    return Product.major();
  }

  @Override
  public int getMinorVersion() {
    return Product.minor();
  }

  /** False, as JDBC asks of a driver without all of SQL-92. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
    throw new java.sql.SQLFeatureNotSupportedException(
        "the driver logs through System.Logger", "0A000");
  }
}
