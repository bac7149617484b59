package io.shmstl.jcache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String URI = "shmstl:default";

  private final Map<String, String> before = systemProperties();

  /** Other tests read theirs later: how long they are to be, for one. */
  @AfterEach
  void restoreSystemProperties() {
    systemProperties().keySet().forEach(System::clearProperty);
    before.forEach(System::setProperty);
    assertThat(systemProperties()).isEqualTo(before);
  }

  private static Map<String, String> systemProperties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("shmstl."))
        .collect(Collectors.toMap(name -> name, System::getProperty));
  }

  @Test
  void nothingIsSetWhereNobodySetsIt() {
    CacheSettings cache = settings(Map.of(), Map.of()).cache("orders");

    assertThat(cache)
        .isEqualTo(
            new CacheSettings(null, null, null, null, null, null, null, MismatchPolicy.FAIL));
  }

  @Test
  void theNameOfTheCacheWinsOverTemplatesOfAnySource() {
    System.setProperty("shmstl.capacity", "1m");
    System.setProperty("shmstl.cache.*.capacity", "2m");

    Settings settings =
        settings(Map.of("shmstl.cache.orders.capacity", "3m"), Map.of("capacity", "4m"));

    assertThat(settings.cache("orders").capacityBytes()).isEqualTo(3L << 20);
    assertThat(settings.cache("others").capacityBytes()).isEqualTo(2L << 20);
  }

  @Test
  void systemPropertiesWinOverManagerPropertiesOverQueryOverFile(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("settings.properties");
    Files.writeString(
        file,
        """
        shmstl.capacity=4m
        shmstl.keyCodec=file
        shmstl.valueCodec=file
        shmstl.expiry=created(PT1S)
        """);
    System.setProperty("shmstl.config", file.toString());
    System.setProperty("shmstl.capacity", "1m");

    CacheSettings cache =
        settings(
                Map.of("shmstl.capacity", "2m", "shmstl.keyCodec", "manager"),
                Map.of("capacity", "3m", "keyCodec", "query", "valueCodec", "query"))
            .cache("orders");

    assertThat(cache.capacityBytes()).isEqualTo(1L << 20);
    assertThat(cache.keyCodec()).isEqualTo("manager");
    assertThat(cache.valueCodec()).isEqualTo("query");
    assertThat(cache.expiry()).hasToString("created(PT1S)");
  }

  @Test
  void theFileOnTheClassPathIsReadInUtf8(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("shmstl.properties"), "shmstl.cache.größe.capacity = 5m\n");

    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      Settings settings = Settings.of(new Properties(), URI, Map.of(), loader);

      assertThat(settings.cache("größe").capacityBytes()).isEqualTo(5L << 20);
    }
  }

  @Test
  void aNamedFileThatIsMissingIsRefused(@TempDir Path directory) {
    System.setProperty("shmstl.config", directory.resolve("missing.properties").toString());

    assertRefused(Map.of(), Map.of(), "missing.properties");
  }

  @Test
  void aFileOfOursHoldsOurNamesOnly(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("settings.properties");
    Files.writeString(file, "capacity=4m\n");
    System.setProperty("shmstl.config", file.toString());

    assertRefused(Map.of(), Map.of(), "'capacity'", "begin with shmstl.");
  }

  @ParameterizedTest
  @CsvSource({
    "shmstl.capasity, did you mean 'shmstl.capacity'?",
    "shmstl.CAPACITY, did you mean 'shmstl.capacity'?",
    "shmstl.onMissmatch, did you mean 'shmstl.onMismatch'?",
    "shmstl.cache.my.orders.capacty, did you mean 'shmstl.cache.my.orders.capacity'?",
    "shmstl.cache.orders.leaseWait, write shmstl.leaseWait",
    "shmstl.zzzzzzzzzzzz, known are",
    "shmstl.dir, -Dshmstl.dir"
  })
  void unknownNamesAreRefusedWithTheNearestKnownOne(String name, String hint) {
    assertRefused(Map.of(name, "1m"), Map.of(), "the manager's properties", "'" + name + "'", hint);
  }

  @Test
  void theQueryHasNamesWithoutPrefix() {
    assertThat(settings(Map.of(), Map.of("cache.orders.capacity", "3m")).cache("orders"))
        .extracting(CacheSettings::capacityBytes)
        .isEqualTo(3L << 20);
    assertRefused(Map.of(), Map.of("capasity", "3m"), "the query of " + URI, "'capacity'");
  }

  @ParameterizedTest
  @CsvSource({
    "shmstl.capacity, lots", "shmstl.leaseWait, soon", "shmstl.onMismatch, maybe",
    "shmstl.groupShared, yes", "shmstl.expiry, tomorrow", "shmstl.keyCodec, ''",
    "shmstl.cache.orders.statistics, on"
  })
  void valuesThatDoNotFitAreRefusedWithWhatWasFound(String name, String value) {
    assertRefused(Map.of(name, value), Map.of(), name, "found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shmstl.capasity", "shmstl.cache.orders.whatever", "shmstl.onMismatc"})
  void systemPropertiesThatLookLikeOursMistypedAreRefused(String name) {
    System.setProperty(name, "1m");

    assertRefused(Map.of(), Map.of(), "the system properties", name);
  }

  @Test
  void systemPropertiesOfOtherComponentsAreLeftAlone() {
    System.setProperty("shmstl.somebody.else", "1");

    assertThat(settings(Map.of(), Map.of()).cache("orders").capacityBytes()).isNull();
  }

  @Test
  void propertiesOfOthersAreLeftAlone() {
    assertThat(settings(Map.of("hibernate.capasity", "1"), Map.of()).space().leaseWait()).isNull();
  }

  @Test
  void settingsOfTheSpaceAreRead() {
    SpaceSettings space =
        settings(
                Map.of("shmstl.leaseWait", "2s", "shmstl.serialFilter", "!*"),
                Map.of("keyLockWait", "PT1M", "groupShared", "true"))
            .space();

    assertThat(space.leaseWait()).isEqualTo(Duration.ofSeconds(2));
    assertThat(space.keyLockWait()).isEqualTo(Duration.ofMinutes(1));
    assertThat(space.groupShared()).isTrue();
    assertThat(space.serialFilter()).isNotNull();
  }

  private static void assertRefused(
      Map<String, String> properties, Map<String, String> query, String... parts) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> settings(properties, query))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static Settings settings(Map<String, String> properties, Map<String, String> query) {
    Properties manager = new Properties();
    manager.putAll(properties);
    return Settings.of(manager, URI, query, new ClassLoader(null) {});
  }
}
