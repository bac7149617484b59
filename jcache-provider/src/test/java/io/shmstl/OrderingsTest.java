package io.shmstl;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.Extent;
import io.shmstl.testing.Orderings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs every class {@code *Ordering} by jcstress, in JVMs of its own: no outcome that is marked
 * FORBIDDEN may ever be seen. A class that is added anywhere below {@code io.shmstl} runs by
 * itself.
 *
 * <p>A second each in every build, with one configuration of the JVM; with {@code -Djcstress=more}
 * a second in each that jcstress knows: each actor interpreted, compiled by C1 and by C2, and C2
 * with its randomizers; with {@code all} longer in each.
 */
class OrderingsTest {
  private static final Extent EXTENT = Extent.of("shmstl.jcstress");
  private static final long TIMEOUT_MINUTES = EXTENT.of(5, 60, 600);
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Path DIRECTORY = Path.of("target", "jcstress");

  @Test
  void noForbiddenOutcomeIsSeen() throws Exception {
    Path output = run();
    String text = Files.readString(output);
    assertThat(text)
        .as("jcstress, all of it in %s", output)
        .contains("Failed tests: No matches.", "Error tests: No matches.")
        .doesNotContain("FATAL");
    for (String name : orderings()) {
      assertThat(text).contains("[OK] " + name);
    }
  }

  private static Path run() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    Path output = DIRECTORY.resolve("output.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(DIRECTORY.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES))
          .as("jcstress ends in time, see %s", output)
          .isTrue();
      assertThat(process.exitValue()).as("jcstress: %s", Files.readString(output)).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return output;
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "org.openjdk.jcstress.Main"));
    command.addAll(
        List.of("-t", "^io\\.shmstl\\.", "-r", "report", "-v", "-f", "1", "-af", "NONE"));
    command.addAll(List.of("-strideSize", Integer.toString(Orderings.STRIDE_SIZE)));
    command.addAll(List.of("-strideCount", Integer.toString(Orderings.STRIDE_COUNT)));
    // A machine with more to do than two actors would spin in vain.
    command.addAll(List.of("-spinStyle", "THREAD_YIELD"));
    switch (EXTENT) {
      case SAMPLE -> {
        command.addAll(List.of("-iters", "1", "-time", "1000", "-sc", "false"));
        command.addAll(List.of("-jvmArgs", "-Xmx256m"));
      }
      case MORE -> command.addAll(List.of("-fsm", "1", "-iters", "1", "-time", "1000"));
      case ALL -> command.addAll(List.of("-iters", "5", "-time", "2000"));
    }
    return command;
  }

  /** Absolute, since jcstress works in a directory of its own. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  private static List<String> orderings() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .map(file -> SOURCES.relativize(file).toString())
          .filter(file -> file.endsWith("Ordering.java"))
          .map(file -> file.replace(".java", "").replace(File.separatorChar, '.'))
          .sorted()
          .toList();
    }
  }
}
