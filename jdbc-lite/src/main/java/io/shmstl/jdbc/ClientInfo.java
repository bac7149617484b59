package io.shmstl.jdbc;

import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a client says about itself: remembered, and used for nothing. Thread-safe. */
final class ClientInfo {
  private static final List<String> NAMES =
      List.of("ApplicationName", "ClientUser", "ClientHostname");

  private final Properties values = new Properties();

  /** Sets or removes a value; false if the name is unknown. */
  synchronized boolean set(String name, @Nullable String value) {
    if (!NAMES.contains(name)) {
      return false;
    }
    if (value == null) {
      values.remove(name);
    } else {
      values.setProperty(name, value);
    }
    return true;
  }

  synchronized @Nullable String get(String name) {
    return values.getProperty(name);
  }

  synchronized Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }
}
