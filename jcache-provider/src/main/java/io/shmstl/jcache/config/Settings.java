package io.shmstl.jcache.config;

import io.shmstl.jcache.expiry.StandardExpiry;
import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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
    Optional<SettingsFile> file =
        SettingsFile.find(system.getProperty(Setting.PREFIX + Setting.CONFIG.key()), loader);
    if (file.isPresent()) {
      sources.add(SettingSource.ofFile(file.get().name(), file.get().read()));
    }
    return new Settings(sources);
  }

  /** The settings of the space. */
  public SpaceSettings space() {
    String leaseWait = template(Setting.LEASE_WAIT);
    String keyLockWait = template(Setting.KEY_LOCK_WAIT);
    String snapshotAge = template(Setting.SNAPSHOT_AGE);
    String serialFilter = template(Setting.SERIAL_FILTER);
    return new SpaceSettings(
        leaseWait == null ? null : TimeSpan.parse(leaseWait),
        keyLockWait == null ? null : TimeSpan.parse(keyLockWait),
        snapshotAge == null ? null : TimeSpan.parse(snapshotAge),
        flag(template(Setting.GROUP_SHARED)),
        serialFilter == null ? null : ObjectInputFilter.Config.createFilter(serialFilter));
  }

  /** The settings of the cache of that name. */
  public CacheSettings cache(String name) {
    String expiry = of(name, Setting.EXPIRY);
    String onMismatch = of(name, Setting.ON_MISMATCH);
    return new CacheSettings(
        size(of(name, Setting.CAPACITY)),
        stripped(of(name, Setting.KEY_CODEC)),
        stripped(of(name, Setting.VALUE_CODEC)),
        expiry == null ? null : StandardExpiry.parse(expiry),
        size(of(name, Setting.NEAR)),
        flag(of(name, Setting.STATISTICS)),
        flag(of(name, Setting.MANAGEMENT)),
        onMismatch == null ? MismatchPolicy.FAIL : MismatchPolicy.parse(onMismatch));
  }

  private @Nullable String of(String cache, Setting setting) {
    for (SettingSource source : sources) {
      String value = source.ofCache(cache, setting);
      if (value != null) {
        return value;
      }
    }
    return template(setting);
  }

  private @Nullable String template(Setting setting) {
    for (SettingSource source : sources) {
      String value = source.template(setting);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Long size(@Nullable String text) {
    return text == null ? null : ByteSize.parse(text);
  }

  private static @Nullable Boolean flag(@Nullable String text) {
    return text == null ? null : Setting.flag(text);
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }
}
