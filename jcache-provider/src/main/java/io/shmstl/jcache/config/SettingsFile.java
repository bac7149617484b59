package io.shmstl.jcache.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The file settings are read from: the one the system property {@code shmstl.config} names, else
 * {@code shmstl.properties} on the class path. UTF-8, the form of {@link Properties}.
 */
record SettingsFile(String name, URL location) {
  /** Name on the class path. */
  static final String ON_THE_CLASS_PATH = "shmstl.properties";

  /**
   * The file to read, empty if none is named and none is on the class path.
   *
   * @param named value of the system property {@code shmstl.config}
   */
  static Optional<SettingsFile> find(@Nullable String named, ClassLoader loader) {
    if (named != null) {
      Path path = Path.of(named).toAbsolutePath();
      try {
        return Optional.of(new SettingsFile("the file " + path, path.toUri().toURL()));
      } catch (MalformedURLException e) {
        throw new SettingException("shmstl.config: found '" + named + "', expected a file", e);
      }
    }
    URL found = loader.getResource(ON_THE_CLASS_PATH);
    return found == null
        ? Optional.empty()
        : Optional.of(new SettingsFile("the file " + found, found));
  }

  /**
   * What the file holds.
   *
   * @throws SettingException if it cannot be read
   */
  Properties read() {
    Properties properties = new Properties();
    try {
      URLConnection connection = location.openConnection();
      connection.setUseCaches(false);
      try (Reader reader =
          new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingException(name + " cannot be read: " + e.getMessage(), e);
    }
    return properties;
  }
}
