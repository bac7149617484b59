package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file that is cut while processes have it mapped: touching what was cut off is a SIGBUS. It ends
 * in exceptions that say so, in that cache alone, and never in a dead process.
 */
@Timeout(120)
class CutFileTest {
  private static final List<String> INTERPRETED = List.of("-Xint");
  private static final List<String> COMPILED = List.of("-XX:+TieredCompilation");

  private Path base = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    base = Files.createTempDirectory(Path.of("/dev/shm"), "shmstl-test-");
  }

  @AfterEach
  void deleteDirectory() {
    TestSpace.delete(base);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "true, 200000", "false, 30000"})
  void aCacheWhoseFileIsCutEndsInExceptionsAndTheOthersGoOn(boolean isCompiled, long length)
      throws IOException {
    try (ChildJvm child = start(isCompiled)) {
      assertThat(child.ask("use " + (isCompiled ? 60 : 2))).startsWith("{} 0 ");
      cut(base.resolve("space").resolve(child.ask("file")), length);

      requireClear(child.ask("use 8"));
      assertThat(child.ask("useBystander 5")).startsWith("{} 0 ");
      assertThat(child.ask("useSpace")).startsWith("{} 0 ");
      assertThat(child.ask("close")).startsWith("{} ");
      assertThat(child.ask("reopen")).startsWith(length == 0 ? "{} 1 " : "{} 0 ");
    }
  }

  @ParameterizedTest
  @CsvSource("false, 0")
  void aSpaceWhoseSystemSegmentIsCutEndsInExceptions(boolean isCompiled, long length)
      throws IOException {
    try (ChildJvm child = start(isCompiled)) {
      child.ask("use " + (isCompiled ? 60 : 2));
      cut(base.resolve("space").resolve("system.seg"), length);

      requireClear(child.ask("useSpace"));
      assertThat(child.ask("use 8")).as("the cache needs no system segment").startsWith("{} ");
      assertThat(child.ask("close")).startsWith("{} ");
    }
  }

  private ChildJvm start(boolean isCompiled) {
    return ChildJvm.startWith(
        isCompiled ? COMPILED : INTERPRETED, CutFileChild.class, base.resolve("space").toString());
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void requireClear(String report) {
    String[] words = report.split(" ", -1);
    assertThat(report).startsWith("{} ");
    assertThat(Long.parseLong(words[1])).as("exceptions").isPositive();
    assertThat(Long.parseLong(words[2])).as("longest act in ms").isLessThan(1_000);
  }
}
