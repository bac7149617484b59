package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.sync.MemberInfo;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.Extent;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped (SIGSTOP) while it attaches, before any step of that: whoever is
 * attached goes on, whoever comes attaches too or is told who is in the way, and the stopped one
 * finishes when it is continued.
 */
@Timeout(600)
class PausedJoinTest {
  private static final long SEED = 20_261;
  private static final Extent EXTENT = Extent.of("shmstl.crashSteps");

  @TempDir Path directory;

  @Test
  void whoIsStoppedWhileItJoinsRobsNobodyAndIsNotRobbed() {
    Path space = directory.resolve("space");
    try (StoreKit kit = StoreKit.open(space, JoiningJvm.CACHE, JoiningJvm.CAPACITY);
        ChildJvm visitor = ChildJvm.start(JoiningJvm.class, space.toString())) {
      kit.put("key", new byte[1]);
      int steps = countSteps(space);
      assertThat(steps).isGreaterThan(10);

      int inTheWay = 0;
      for (int step : stops(steps)) {
        inTheWay += joinWithAStopBefore(step, kit, visitor) ? 1 : 0;
        assertThat(kit.space().members()).as("step %d", step).hasSize(1);
      }
      assertThat(inTheWay).as("steps under the lock of the space").isPositive();
    }
  }

  /** True if nobody could attach meanwhile. */
  private static boolean joinWithAStopBefore(int step, StoreKit kit, ChildJvm visitor) {
    Path space = kit.space().directory();
    try (ChildJvm joining = ChildJvm.start(JoiningJvm.class, space.toString())) {
      assertThat(joining.ask("join " + step)).isEqualTo("before " + step);
      joining.pause();

      kit.put("key", new byte[] {(byte) step});
      assertThat(kit.get("key")).as("step %d", step).containsExactly(step);
      String visit = visitor.ask("visit");
      assertThat(visit)
          .as("step %d", step)
          .matches(
              "[23] members|.*space lock.*held by (pid "
                  + joining.pid()
                  + " \\(started 2.*\\) since 2.*|a process that does not tell who it is)");
      joining.resume();
      assertThat(joining.ask("go")).as("step %d", step).startsWith("1 of 1 value read");
      assertThat(kit.space().members()).as("step %d", step).allMatch(MemberInfo::isAlive);
      return !visit.endsWith("members");
    }
  }

  private static int countSteps(Path space) {
    try (ChildJvm joining = ChildJvm.start(JoiningJvm.class, space.toString())) {
      String answer = joining.ask("join -1");
      return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }
  }

  private static int[] stops(int steps) {
    return EXTENT == Extent.ALL
        ? IntStream.range(0, steps).toArray()
        : new Random(SEED).ints(EXTENT.of(4, 12, 0), 0, steps).toArray();
  }
}
