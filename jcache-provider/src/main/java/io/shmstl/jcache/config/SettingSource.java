package io.shmstl.jcache.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One place settings come from, checked when it is read: every name in it is known and every value
 * fits its setting.
 *
 * @param name what messages call it, such as {@code the file /etc/shmstl.properties}
 * @param values by key without the prefix {@code shmstl.}: {@code capacity} or {@code
 *     cache.orders.capacity}
 */
record SettingSource(String name, Map<String, String> values) {
  private static final String OF_A_CACHE = "cache.";

  SettingSource {
    values = Map.copyOf(values);
  }

  /** Settings of a file of our own, in which every name must be one of ours. */
  static SettingSource ofFile(String name, Properties properties) {
    for (String written : properties.stringPropertyNames()) {
      if (!written.startsWith(Setting.PREFIX)) {
        throw new SettingException(
            "%s: unknown setting '%s', expected names that begin with %s"
                .formatted(name, written, Setting.PREFIX));
      }
    }
    return ofProperties(name, properties);
  }

  /** Settings in properties that may also hold what others own: only our prefix is looked at. */
  static SettingSource ofProperties(String name, Properties properties) {
    SettingSource source = new SettingSource(name, withoutPrefix(properties));
    for (Map.Entry<String, String> value : source.values.entrySet()) {
      source.check(Setting.PREFIX + value.getKey(), value.getKey(), value.getValue(), false);
    }
    return source;
  }

  /**
   * The system properties. Every component of the JVM writes there, so an unknown name is refused
   * only where it looks like one of ours mistyped.
   */
  static SettingSource ofSystemProperties(Properties properties) {
    Map<String, String> ours = new HashMap<>();
    SettingSource source = new SettingSource("the system properties", withoutPrefix(properties));
    for (Map.Entry<String, String> value : source.values.entrySet()) {
      String key = value.getKey();
      boolean known = Setting.valueOfKey(settingKey(key)) != null;
      if (known || key.startsWith(OF_A_CACHE) || NearestName.isNear(globalKeys(), key)) {
        source.check(Setting.PREFIX + key, key, value.getValue(), true);
        ours.put(key, value.getValue());
      }
    }
    return new SettingSource(source.name, ours);
  }

  /** Settings of a URI's query, written without prefix. */
  static SettingSource ofQuery(String uri, Map<String, String> query) {
    SettingSource source = new SettingSource("the query of " + uri, query);
    for (Map.Entry<String, String> value : source.values.entrySet()) {
      source.check(value.getKey(), value.getKey(), value.getValue(), false);
    }
    return source;
  }

  /** The value that names exactly this cache. */
  @Nullable String ofCache(String cache, Setting setting) {
    return values.get(OF_A_CACHE + cache + "." + setting.key());
  }

  /** The value for every cache, or for the space. */
  @Nullable String template(Setting setting) {
    String starred = ofCache("*", setting);
    return starred != null ? starred : values.get(setting.key());
  }

  private void check(String written, String key, String value, boolean ofJvm) {
    boolean ofCache = key.startsWith(OF_A_CACHE);
    Setting setting = Setting.valueOfKey(settingKey(key));
    if (setting == null || (ofCache && !key.endsWith("." + setting.key()))) {
      throw unknown(written, key);
    }
    if (ofCache && setting.scope() != Setting.Scope.CACHE) {
      throw new SettingException(
          "%s: '%s' is no setting of a single cache, write %s%s"
              .formatted(name, written, Setting.PREFIX, setting.key()));
    }
    if (setting.scope() == Setting.Scope.JVM && !ofJvm) {
      throw new SettingException(
          "%s: '%s' is a system property, set it with -D%s%s=..."
              .formatted(name, written, Setting.PREFIX, setting.key()));
    }
    try {
      setting.check(value);
    } catch (IllegalArgumentException e) {
      throw new SettingException("%s: %s: %s".formatted(name, written, e.getMessage()), e);
    }
  }

  private SettingException unknown(String written, String key) {
    String setting = settingKey(key);
    String before = written.substring(0, written.length() - setting.length());
    Optional<String> near =
        NearestName.among(key.startsWith(OF_A_CACHE) ? cacheKeys() : globalKeys(), setting);
    String hint =
        near.map(nearest -> "did you mean '" + before + nearest + "'?")
            .orElse("known are " + new TreeSet<>(globalKeys()));
    return new SettingException("%s: unknown setting '%s', %s".formatted(name, written, hint));
  }

  /** {@code capacity} of both {@code capacity} and {@code cache.orders.capacity}. */
  private static String settingKey(String key) {
    return key.startsWith(OF_A_CACHE) ? key.substring(key.lastIndexOf('.') + 1) : key;
  }

  private static Map<String, String> withoutPrefix(Properties properties) {
    Map<String, String> values = new HashMap<>();
    for (String written : properties.stringPropertyNames()) {
      if (written.startsWith(Setting.PREFIX)) {
        values.put(written.substring(Setting.PREFIX.length()), properties.getProperty(written));
      }
    }
    return values;
  }

  private static List<String> globalKeys() {
    return Setting.keys(scope -> true);
  }

  private static List<String> cacheKeys() {
    return Setting.keys(scope -> scope == Setting.Scope.CACHE);
  }
}
