package io.shmstl.jdbc.metadata;

/** Name and version of database and driver, which are one. */
public final class Product {
  /** What the driver is called. */
  public static final String DRIVER_NAME = "shmstl JDBC driver";

  /** What the database is called. */
  public static final String NAME = "shmstl";

  /** The version of both: that of the build. */
  public static final String VERSION = "0.1.0-SNAPSHOT";

  private Product() {}

  /** The first number of the version. */
  public static int major() {
    return part(0);
  }

  /** The second number of the version. */
  public static int minor() {
    return part(1);
  }

  private static int part(int index) {
    return Integer.parseInt(VERSION.split("[.-]", -1)[index]);
  }
}
