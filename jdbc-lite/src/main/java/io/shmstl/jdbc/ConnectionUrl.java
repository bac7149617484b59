package io.shmstl.jdbc;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.expression.StatementLimits;
import io.shmstl.store.SpaceLocation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to connect and how: {@code jdbc:shmstl:<space or /absolute/path>[;k=v...]}, or {@code
 * ?k=v&...}. A property in the URL wins over the same one in the {@code Properties}.
 *
 * @param text the URL as it was given
 * @param location the directory of the space, or the file of an export
 * @param starShowsKeys whether {@code SELECT *} shows the key columns
 * @param queryTimeoutSeconds 0 for no limit
 * @param memoryBytes the most memory for rows that a statement keeps
 */
public record ConnectionUrl(
    String text, Path location, boolean starShowsKeys, int queryTimeoutSeconds, long memoryBytes) {
  /** How every URL of this driver starts. */
  public static final String PREFIX = "jdbc:shmstl:";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)");
  private static final Pattern SEPARATORS = Pattern.compile("[;?]");

  /** Whether a URL is meant for this driver. */
  public static boolean isOurs(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Reads a URL of this driver.
   *
   * @param others properties beside it; those of other names are left alone
   * @throws SQLException 08001 for a wrong name, an unknown property or a wrong value
   */
  public static ConnectionUrl parse(String url, Properties others) throws SQLException {
    Map<ConnectionProperty, String> values = properties(url, others);
    String timeout = value(values, ConnectionProperty.QUERY_TIMEOUT);
    return new ConnectionUrl(
        url,
        location(space(url)),
        value(values, ConnectionProperty.STAR).equals("all"),
        (int)
            number(
                ConnectionProperty.QUERY_TIMEOUT,
                timeout,
                Integer.MAX_VALUE,
                "seconds up to " + Integer.MAX_VALUE),
        memory(value(values, ConnectionProperty.MEMORY)));
  }

  /** The properties that a URL and its companions name, as they are written. */
  static Map<ConnectionProperty, String> properties(String url, Properties others)
      throws SQLException {
    Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
    for (String name : others.stringPropertyNames()) {
      ConnectionProperty property = ConnectionProperty.of(name);
      if (property != null) {
        put(values, property, others.getProperty(name));
      }
    }
    Matcher separator = SEPARATORS.matcher(url);
    if (separator.find()) {
      String split = separator.group().equals("?") ? "&" : ";";
      for (String pair : url.substring(separator.end()).split(split, -1)) {
        if (!pair.isBlank()) {
          addPair(values, pair);
        }
      }
    }
    return values;
  }

  private static void addPair(Map<ConnectionProperty, String> values, String pair)
      throws SQLException {
    int equals = pair.indexOf('=');
    String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
    ConnectionProperty property = ConnectionProperty.of(key);
    if (property == null) {
      throw JdbcErrors.badUrl(
          "unknown property '" + key + "', expected one of " + ConnectionProperty.names());
    }
    put(values, property, equals < 0 ? "" : pair.substring(equals + 1));
  }

  private static void put(
      Map<ConnectionProperty, String> values, ConnectionProperty property, String value)
      throws SQLException {
    String stripped = value.strip();
    if (!property.allows(stripped)) {
      throw wrong(property, stripped, String.join(" or ", property.choices()));
    }
    values.put(property, stripped);
  }

  private static String space(String url) {
    String rest = url.substring(PREFIX.length());
    Matcher separator = SEPARATORS.matcher(rest);
    String space = separator.find() ? rest.substring(0, separator.start()) : rest;
    return space.isEmpty() ? SpaceLocation.DEFAULT_NAME : space;
  }

  private static Path location(String space) throws SQLException {
    try {
      return SpaceLocation.of(space).directory();
    } catch (IllegalArgumentException e) {
      throw JdbcErrors.badUrl(String.valueOf(e.getMessage()));
    }
  }

  private static String value(Map<ConnectionProperty, String> values, ConnectionProperty property) {
    return values.getOrDefault(property, property.fallback()).toLowerCase(Locale.ROOT);
  }

  private static long memory(String text) throws SQLException {
    if (text.isEmpty()) {
      return StatementLimits.DEFAULT_MEMORY_BYTES;
    }
    return number(
        ConnectionProperty.MEMORY, text, Long.MAX_VALUE, "a size such as 256m, in k, m or g");
  }

  private static long number(ConnectionProperty property, String text, long max, String expected)
      throws SQLException {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      int shift =
          switch (size.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
          };
      long number = Long.parseLong(size.group(1));
      if (number <= max >> shift) {
        return number << shift;
      }
    }
    throw wrong(property, text, expected);
  }

  private static SQLException wrong(ConnectionProperty property, String value, String expected) {
    return JdbcErrors.badUrl(
        "property " + property.key() + " is '" + value + "', expected " + expected);
  }
}
