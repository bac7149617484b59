package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar for tools: complete, alone, and quiet. Runs after it was made. */
class AllJarIT {
  private static final Path JAR = Path.of("target", "shmstl-jdbc-all.jar").toAbsolutePath();

  @Test
  void aJvmOfItsOwnAnswersAndPrintsNothingElse() throws Exception {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(9);

      assertThat(java(space.url(), "select count(*) as n from orders", "--csv"))
          .isEqualTo("N\r\n9\r\n");
    }
  }

  @Test
  void aToolLoadsTheDriverFromItAlone() throws Exception {
    try (SpaceKit space = new SpaceKit();
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      space.orders(9);
      Driver driver =
          ServiceLoader.load(Driver.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(found -> loader.equals(found.getClass().getClassLoader()))
              .findFirst()
              .orElseThrow();
      try (Connection connection =
              Objects.requireNonNull(driver.connect(space.url(), new Properties()));
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select sum(amount) from orders")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(36);
      }
    }
  }

  @Test
  void itRegistersTheDriverAndNoCachingProvider() throws IOException {
    List<String> services = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        assertThat(name).matches("META-INF/.*|io/|io/shmstl/.*");
        assertThat(name)
            .doesNotMatch("io/shmstl/jcache/.*|.*\\.(so|dll|jnilib)|META-INF/versions/.*");
        if (name.startsWith("META-INF/services/") && !entry.isDirectory()) {
          services.add(name);
        }
      }
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.getEntry("META-INF/LICENSE-jline.txt")).isNotNull();
      assertThat(jar.getEntry("io/shmstl/jdbc/tool/jline/reader/LineReader.class")).isNotNull();
    }
    assertThat(services).containsExactly("META-INF/services/java.sql.Driver");
  }

  private static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=deny");
    command.add("--illegal-native-access=deny");
    command.add("-jar");
    command.add(JAR.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
