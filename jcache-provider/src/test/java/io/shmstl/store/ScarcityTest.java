package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A space where the file system is full, or read-only, or the process has no file handles left: a
 * clear refusal at each place that asks for more, and everything goes on when there is more.
 */
@Timeout(120)
class ScarcityTest {
  private static final Extent EXTENT = Extent.of("shmstl.flips");
  private static final int FILE_SYSTEM_BYTES = 8 << 20;
  private static final int SMALL_STEP = EXTENT.of(150 << 10, 16 << 10, 4_096);
  private static final int LARGE_STEP = EXTENT.of(2_500 << 10, 200 << 10, 4_096);

  /** Up to here each step may be another place that asks for memory. */
  private static final int SMALL = 600 << 10;

  private static final List<String> NAMESPACE =
      List.of("unshare", "--user", "--map-root-user", "--mount");

  @TempDir private Path directory;

  @BeforeEach
  void makePrivate() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void whereverTheFileSystemIsFullItIsSaidAndNothingIsDamaged() throws Exception {
    try (ChildJvm child = startInSmallFileSystem()) {
      for (int left = 0; left < FILE_SYSTEM_BYTES; left += left < SMALL ? SMALL_STEP : LARGE_STEP) {
        assertThat(child.ask("fill " + left))
            .as("%,d bytes left", left)
            .isIn("[] []", "[] [full]", "[] [IOException, full]", "[] [IOException]");
      }
      assertThat(child.ask("use")).isEqualTo("[] []");
    }
  }

  @Test
  void aFileSystemThatIsReadOnlyIsRefusedAndUsedAgainLater() throws Exception {
    try (ChildJvm child = startInSmallFileSystem()) {
      assertThat(child.ask("readOnly")).isEqualTo("[] [SpaceAccessException]");
    }
  }

  @Test
  void withoutFileHandlesWhatIsOpenGoesOn() {
    try (ChildJvm child = startLimited("ulimit -n 64")) {
      assertThat(child.ask("many 80")).startsWith("[] [").contains("Exception");
      assertThat(child.ask("many 5")).isEqualTo("[] []");
    }
  }

  @Test
  void aLimitOfFileSizeIsToldOfAndLeavesNothing() {
    try (ChildJvm child = startLimited("ulimit -f 1000")) {
      assertThat(child.ask("use")).isEqualTo("[] [full]");
      assertThat(directory.resolve("space/caches")).isEmptyDirectory();
    }
  }

  private ChildJvm startLimited(String limit) {
    return ChildJvm.startUnder(
        List.of("sh", "-c", limit + " && exec \"$@\"", "sh"),
        ScarceChild.class,
        directory.toString());
  }

  private ChildJvm startInSmallFileSystem() throws IOException, InterruptedException {
    String mount = "mount -t tmpfs -o mode=700,size=" + FILE_SYSTEM_BYTES + " none " + directory;
    assumeTrue(canRun(mount), "this machine does not allow user namespaces with mounts");
    List<String> prefix = new ArrayList<>(NAMESPACE);
    prefix.addAll(List.of("sh", "-c", mount + " && exec \"$@\"", "sh"));
    return ChildJvm.startUnder(prefix, ScarceChild.class, directory.toString());
  }

  private static boolean canRun(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(NAMESPACE);
    words.addAll(List.of("sh", "-c", command));
    Process probe =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
