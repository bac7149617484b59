package io.shmstl.sync;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names claimed by somebody in this JVM, whatever class loader loaded this class: the kernel's file
 * locks belong to the whole process, so the whole process must agree on them.
 *
 * <p>A claim is a system property: a table that all class loaders share, and of strings, so that
 * nobody who lists the properties stumbles over it. Since an application may exchange the whole
 * table, each class loader also remembers its own claims.
 */
final class JvmWide {
  private static final String PREFIX = "io.shmstl.claimed.";

  private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

  private JvmWide() {}

  /** Claims the name; false if it is claimed already. */
  static boolean claim(String name) {
    if (!OWN.add(name)) {
      return false;
    }
    if (System.getProperties().putIfAbsent(PREFIX + name, "") != null) {
      OWN.remove(name);
      return false;
    }
    return true;
  }

  static boolean isClaimed(String name) {
    return OWN.contains(name) || System.getProperties().containsKey(PREFIX + name);
  }

  /** Gives back a claim that the caller made. */
  static void release(String name) {
    System.getProperties().remove(PREFIX + name);
    OWN.remove(name);
  }
}
