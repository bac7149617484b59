package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The allocator in a child JVM whose /dev/shm is smaller than the segment. */
@Timeout(120)
class AllocatorFullFileSystemTest {
  private static final long FILE_SYSTEM = 4L << 20;
  private static final long CAPACITY = 16L << 20;
  private static final List<String> NAMESPACE =
      List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");
  private static final String MOUNT =
      "mount -t tmpfs -o mode=1777,size=" + FILE_SYSTEM + " none /dev/shm";

  @BeforeEach
  void needNamespaces() throws Exception {
    assumeTrue(canMount(), "this machine does not allow user namespaces with mounts");
  }

  @Test
  void fullFileSystemMakesTheSegmentFullAndNothingElse() {
    try (ChildJvm child = start()) {
      long all = Long.parseLong(child.ask("allocateAll"));
      assertThat(all).isBetween(1L << 20, FILE_SYSTEM);
      assertThat(child.ask("check")).isEqualTo("[]");
      assertThat(Long.parseLong(child.ask("available")))
          .as("the capacity that no memory is behind is not called available")
          .isLessThan(2L << 20);
      assertThat(child.ask("freeAll")).isEqualTo("freed");
      assertThat(child.ask("allocateAll")).isEqualTo(Long.toString(all));
      assertThat(child.ask("check")).isEqualTo("[]");
    }
  }

  @Test
  void roomThatOthersLeaveIsFoundAgain() {
    try (ChildJvm child = start()) {
      assertThat(child.ask("fillFile " + (2 << 20))).isEqualTo("filled");
      long few = Long.parseLong(child.ask("allocateAll"));
      assertThat(child.ask("deleteFile")).isEqualTo("true");
      assertThat(Integer.parseInt(child.ask("tryUntilItFits"))).isLessThan(1000);
      assertThat(Long.parseLong(child.ask("allocateAll"))).isGreaterThan(few + (1 << 20));
      assertThat(child.ask("check")).isEqualTo("[]");
    }
  }

  private static ChildJvm start() {
    List<String> prefix = new ArrayList<>(NAMESPACE);
    prefix.addAll(List.of(MOUNT + " && exec \"$@\"", "sh"));
    return ChildJvm.startUnder(prefix, FullFileSystemChild.class, Long.toString(CAPACITY));
  }

  private static boolean canMount() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.add(MOUNT);
    Process probe =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
