package io.shmstl.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.testing.ChildJvm;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers killed at random instructions of the allocator, and of its rebuild. */
class AllocatorCrashTest {
  private static final long CAPACITY = 1L << 20;
  private static final int KILLS = Integer.getInteger("shmstl.test.kills", 5);
  private static final long WAIT_NANOS = Duration.ofSeconds(60).toNanos();

  @ParameterizedTest
  @ValueSource(strings = {"work", "rebuild"})
  void mapsAreWholeAgainAfterAWriterIsKilled(String what) {
    Random random = new Random(17);
    int dirty = 0;
    try (CrashHeap crash = CrashHeap.create(CAPACITY)) {
      fill(crash, random);
      for (int kill = 0; kill < KILLS; kill++) {
        killAChild(crash, what + " " + random.nextLong(), 2000 + random.nextInt(20_000));
        dirty += recoverAndCheck(crash);
      }
    }
    // A writer holds the lease nearly all the time; a rebuilding one always.
    assertThat(dirty).isGreaterThanOrEqualTo(what.equals("work") ? 1 : KILLS);
  }

  private static void fill(CrashHeap crash, Random random) {
    killAChild(crash, "work " + random.nextLong(), 2000);
    recoverAndCheck(crash);
  }

  private static void killAChild(CrashHeap crash, String command, long steps) {
    try (ChildJvm child = crash.startChild()) {
      long goal = crash.progress() + steps;
      child.send(command);
      long start = System.nanoTime();
      while (crash.progress() < goal) {
        assertThat(System.nanoTime() - start).isLessThan(WAIT_NANOS);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
      }
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
  }

  /** Recovers if it has to; says if it had to. */
  private static int recoverAndCheck(CrashHeap crash) {
    boolean isDirty = crash.heap().acquire();
    if (isDirty) {
      crash.recover();
    }
    AllocatorCheck.Result check =
        AllocatorCheck.check(crash.heap().segment(), crash.heap().allocator(), crash::forEachBlock);
    assertThat(check.problems()).isEmpty();
    assertThat(check.liveBlocks()).isGreaterThan(50);
    assertThat(crash.countForeignBytes()).isZero();
    crash.heap().lease().release();
    return isDirty ? 1 : 0;
  }
}
