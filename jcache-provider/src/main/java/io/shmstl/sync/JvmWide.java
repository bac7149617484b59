package io.shmstl.sync;

/**
 * Names claimed by somebody in this JVM, whatever class loader loaded this class: the kernel's file
 * locks belong to the whole process, so the process must agree on them.
 *
 * <p>A claim is a system property: a table that all class loaders share, of strings, which nobody's
 * listing of the properties stumbles over.
 */
final class JvmWide {
  private static final String PREFIX = "io.shmstl.claimed.";

  private JvmWide() {}

  /** Claims the name; false if it is claimed already. */
  static boolean claim(String name) {
    return System.getProperties().putIfAbsent(PREFIX + name, "") == null;
  }

  static boolean isClaimed(String name) {
    return System.getProperties().containsKey(PREFIX + name);
  }

  /** Gives back a claim that the caller made. */
  static void release(String name) {
    System.getProperties().remove(PREFIX + name);
  }
}
