package io.shmstl.jcache.config;

import io.shmstl.jcache.expiry.StandardExpiry;
import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one cache manager: its sources in the order in which they win. Immutable, read by
 * any thread.
 */
public final class Settings {
  private final List<SettingSource> sources;

  private Settings(List<SettingSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads and checks every source of a manager.
   *
   * @param managerProperties the properties the manager was asked for with
   * @param uri the manager's URI, for messages
   * @param query the query of the URI, by name
   * @param loader the manager's class loader, which may see a {@code shmstl.properties}
   * @throws SettingException if a name is unknown, a value does not fit, or a file cannot be read
   */
  public static Settings of(
      Properties managerProperties, String uri, Map<String, String> query, ClassLoader loader) {
    Properties system = System.getProperties();
    List<SettingSource> sources = new ArrayList<>();
    sources.add(SettingSource.ofSystemProperties(system));
    sources.add(SettingSource.ofProperties("the manager's properties", managerProperties));
    sources.add(SettingSource.ofQuery(uri, query));
    SettingsFile.find(system.getProperty(Setting.PREFIX + Setting.CONFIG.key()), loader)
        .map(file -> SettingSource.ofFile(file.name(), file.read()))
        .ifPresent(sources::add);
    return new Settings(sources);
  }

  /** The settings of the space. */
  public SpaceSettings space() {
    return new SpaceSettings(
        template(Setting.LEASE_WAIT, TimeSpan::parse),
        template(Setting.KEY_LOCK_WAIT, TimeSpan::parse),
        template(Setting.SNAPSHOT_AGE, TimeSpan::parse),
        template(Setting.GROUP_SHARED, Setting::flag),
        template(Setting.SERIAL_FILTER, ObjectInputFilter.Config::createFilter));
  }

  /** The settings of the cache of that name. */
  public CacheSettings cache(String name) {
    MismatchPolicy onMismatch = of(name, Setting.ON_MISMATCH, MismatchPolicy::parse);
    return new CacheSettings(
        of(name, Setting.CAPACITY, ByteSize::parse),
        of(name, Setting.KEY_CODEC, String::strip),
        of(name, Setting.VALUE_CODEC, String::strip),
        of(name, Setting.EXPIRY, StandardExpiry::parse),
        of(name, Setting.NEAR, ByteSize::parse),
        of(name, Setting.STATISTICS, Setting::flag),
        of(name, Setting.MANAGEMENT, Setting::flag),
        onMismatch == null ? MismatchPolicy.FAIL : onMismatch);
  }

  private <T> @Nullable T of(String cache, Setting setting, Function<String, T> parser) {
    for (SettingSource source : sources) {
      String value = source.ofCache(cache, setting);
      if (value != null) {
        return parser.apply(value);
      }
    }
    return template(setting, parser);
  }

  private <T> @Nullable T template(Setting setting, Function<String, T> parser) {
    for (SettingSource source : sources) {
      String value = source.template(setting);
      if (value != null) {
        return parser.apply(value);
      }
    }
    return null;
  }
}
