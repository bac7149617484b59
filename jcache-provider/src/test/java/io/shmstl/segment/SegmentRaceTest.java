package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SegmentRaceTest {
  private static final int FILES = 100;

  @TempDir private Path directory;

  @Test
  void fileThatTwoProcessesCreateAtOnceIsOneFile() throws Exception {
    Directories.makePrivate(directory);
    try (ChildJvm one = ChildJvm.start(SegmentChild.class, directory.toString());
        ChildJvm other = ChildJvm.start(SegmentChild.class, directory.toString())) {
      one.send("race " + FILES);
      other.send("race " + FILES);
      String[] ofOne = one.answer().split(" ", -1);
      String[] ofOther = other.answer().split(" ", -1);

      assertThat(Integer.parseInt(ofOne[0]) + Integer.parseInt(ofOther[0])).isEqualTo(FILES);
      assertThat(ofOne[1]).as("ids of all segments").isEqualTo(ofOther[1]);
    }
    assertThat(Directories.names(directory)).hasSize(FILES).allMatch(n -> n.endsWith(".seg"));
  }

  @Test
  void creatorKilledAtAnyMomentLeavesNoHalfMadeSegment() throws Exception {
    Directories.makePrivate(directory);
    for (int round = 0; round < 5; round++) {
      try (ChildJvm child = ChildJvm.start(SegmentChild.class, directory.toString())) {
        child.send("race 100000");
        int files = Directories.names(directory).size();
        while (Directories.names(directory).size() < files + 5) {
          Thread.onSpinWait();
        }
        assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      }
      for (String name : Directories.names(directory)) {
        if (!name.endsWith(Segment.TEMPORARY_SUFFIX)) {
          Segment.open(directory.resolve(name), SegmentKind.CACHE).close();
        }
      }
    }
  }
}
