package io.shmstl.sync;

import static io.shmstl.sync.SyncChild.LONG_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeyLocksProcessTest {
  private static final int COUNTS = 100_000;

  private TestSpace space;
  private Segment segment;
  private KeyLocks keyLocks;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createReservedCache(SyncChild.SEGMENT, 1 << 20);
    keyLocks = new KeyLocks(segment, space.member());
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void twoProcessesExcludeEachOther() {
    try (ChildJvm child = SyncChild.start(space)) {
      child.send("countUnderKeyLocks " + COUNTS);
      SyncChild.countUnderKeyLocks(segment, keyLocks, COUNTS);

      assertThat(child.answer()).isEqualTo("done");
    }
    for (int stripe = 0; stripe < 2; stripe++) {
      long address = segment.heapStart() + 64L * (1 + stripe);
      assertThat(segment.memory().get(Layouts.LONG, address)).isEqualTo(COUNTS);
    }
  }

  @Test
  void stripeOfAKilledHolderIsTakenOver() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("lock 11 1000")).isEqualTo("done");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
    keyLocks.lock(11, 1, LONG_NANOS);
    keyLocks.unlock(11, 1);
  }

  @Test
  void stoppedHolderIsNamedAndNotRobbed() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("lock 11 1000")).isEqualTo("done");
      child.pause();

      assertThatThrownBy(() -> keyLocks.lock(11, 1, TimeUnit.MILLISECONDS.toNanos(200)))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("key lock 11 of")
          .hasMessageContaining("pid " + child.pid() + " (started 2");
      assertThatCode(() -> keyLocks.lock(12, 1, 0)).doesNotThrowAnyException();
      keyLocks.unlock(12, 1);
      child.resume();
      assertThat(child.ask("unlock 11")).isEqualTo("done");
    }
  }

  @Test
  void twoHoldersThatTakeEachOthersStripesEndInATimeout() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("lock 2 1000")).isEqualTo("done");
      keyLocks.lock(1, 1, LONG_NANOS);
      child.send("lock 1 100");

      assertThatThrownBy(() -> keyLocks.lock(2, 1, TimeUnit.MILLISECONDS.toNanos(100)))
          .isInstanceOf(LockTimeoutException.class);
      assertThat(child.answer())
          .startsWith("LockTimeoutException: ")
          .contains("pid " + ProcessHandle.current().pid());
      keyLocks.unlock(1, 1);
      assertThat(child.ask("unlock 2")).isEqualTo("done");
    }
  }
}
