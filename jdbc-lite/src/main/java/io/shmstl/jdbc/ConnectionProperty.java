package io.shmstl.jdbc;

import java.sql.DriverPropertyInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The properties of a connection, in the URL or in the {@code Properties} given beside it. */
enum ConnectionProperty {
  /** Whether {@code SELECT *} shows the key columns. */
  STAR(
      "star",
      "all",
      "whether SELECT * shows key and value columns, or values only",
      "all",
      "values"),
  /** Seconds after which a statement ends unless it says otherwise. */
  QUERY_TIMEOUT("queryTimeout", "0", "seconds after which a statement ends; 0 for no limit"),
  /** Memory of a statement. */
  MEMORY(
      "memory",
      "",
      "most memory for the rows a statement keeps, such as 256m; a quarter of the heap if empty");

  private final String key;
  private final String fallback;
  private final String description;
  private final String choices;

  ConnectionProperty(String key, String fallback, String description, String... choices) {
    this.key = key;
    this.fallback = fallback;
    this.description = description;
    this.choices = String.join("|", choices);
  }

  /** The property of a name in any case, or null. */
  static @Nullable ConnectionProperty of(String key) {
    for (ConnectionProperty property : values()) {
      if (property.key.equalsIgnoreCase(key)) {
        return property;
      }
    }
    return null;
  }

  /** What the value may be, where that is a list. */
  List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split("\\|", -1));
  }

  /** The names of all of them. */
  static String names() {
    StringBuilder names = new StringBuilder();
    for (ConnectionProperty property : values()) {
      names.append(names.isEmpty() ? "" : ", ").append(property.key);
    }
    return names.toString();
  }

  /** The name as it is written. */
  String key() {
    return key;
  }

  /** What holds where nobody names a value. */
  String fallback() {
    return fallback;
  }

  /** Whether a value is one of the choices; always if there is no list of them. */
  boolean allows(String value) {
    return choices.isEmpty() || choices().contains(value.toLowerCase(Locale.ROOT));
  }

  /** How it is shown to a tool. */
  DriverPropertyInfo info(@Nullable String value) {
    DriverPropertyInfo info = new DriverPropertyInfo(key, value == null ? fallback : value);
    info.description = description;
    info.required = false;
    if (!choices.isEmpty()) {
      info.choices = choices().toArray(new String[0]);
    }
    return info;
  }
}
