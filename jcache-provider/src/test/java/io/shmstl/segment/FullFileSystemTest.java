package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shmstl.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small tmpfs of its own, in a mount namespace of a child JVM. */
@Timeout(120)
class FullFileSystemTest {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--user", "--map-root-user", "--mount");

  @TempDir private Path directory;

  @BeforeEach
  void needNamespaces() throws Exception {
    assumeTrue(canMount(), "this machine does not allow user namespaces with mounts");
    Directories.makePrivate(directory);
  }

  @Test
  void segmentGrowsToTheLastPageOfTheFileSystemAndNotFurther() {
    try (ChildJvm child = start(4 << 20)) {
      assertThat(child.ask("create a.seg")).startsWith("created with");
      long reserved = Long.parseLong(child.ask("reserve a.seg 0"));

      assertThat(reserved).isBetween(3L << 20, (4L << 20) + SegmentLayout.bitmapBytes(8 << 20));
      assertThat(child.ask("reserve a.seg 100")).isEqualTo(Long.toString(reserved));
    }
  }

  @Test
  void segmentGrowsOnWhenThereIsRoomAgain() {
    try (ChildJvm child = start(6 << 20)) {
      assertThat(child.ask("create a.seg")).startsWith("created with");
      assertThat(child.ask("fill other " + (4 << 20))).isEqualTo("filled");
      long small = Long.parseLong(child.ask("reserve a.seg 0"));

      assertThat(child.ask("delete other")).isEqualTo("true");
      long large = Long.parseLong(child.ask("reserve a.seg 100"));
      assertThat(large).isGreaterThan(small + (3 << 20));
    }
  }

  @Test
  void creationOnAFullFileSystemIsRefusedAndLeavesNothing() {
    try (ChildJvm child = start(1 << 20)) {
      assertThat(child.ask("fill other " + ((1 << 20) - 16_384))).isEqualTo("filled");

      assertThat(child.ask("create a.seg"))
          .startsWith("FullException: ")
          .contains("a.seg: asked for")
          .contains("available are");
      assertThat(child.ask("names")).isEqualTo("other");
    }
  }

  @Test
  void creationWithoutAFreeInodeIsRefusedAndLeavesNothing() {
    try (ChildJvm child = start(8 << 20, ",nr_inodes=2")) {
      assertThat(child.ask("fill other 1")).isEqualTo("filled");

      assertThat(child.ask("create a.seg")).startsWith("FullException: ");
      assertThat(child.ask("names")).isEqualTo("other");
    }
  }

  private ChildJvm start(int bytes) {
    return start(bytes, "");
  }

  private ChildJvm start(int bytes, String options) {
    String mount =
        "mount -t tmpfs -o mode=700,size="
            + bytes
            + options
            + " none "
            + directory
            + " && exec \"$@\"";
    List<String> prefix = new ArrayList<>(NAMESPACE);
    prefix.addAll(List.of("sh", "-c", mount, "sh"));
    return ChildJvm.startUnder(prefix, SegmentChild.class, directory.toString());
  }

  private boolean canMount() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.addAll(List.of("mount", "-t", "tmpfs", "none", directory.toString()));
    Process probe =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
