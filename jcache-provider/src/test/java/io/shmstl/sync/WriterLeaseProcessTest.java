package io.shmstl.sync;

import static io.shmstl.sync.SyncChild.LONG_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WriterLeaseProcessTest {
  private static final int COUNTS = 100_000;
  private static final int KILLS = 8;

  private TestSpace space;
  private Segment segment;
  private WriterLease lease;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createReservedCache(SyncChild.SEGMENT, 1 << 20);
    lease = new WriterLease(segment, space.member());
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void twoProcessesExcludeEachOther() {
    try (ChildJvm child = SyncChild.start(space)) {
      child.send("countUnderLease " + COUNTS);
      SyncChild.countUnderLease(segment, lease, COUNTS);

      assertThat(child.answer()).isEqualTo("done");
    }
    assertThat(segment.memory().get(Layouts.LONG, segment.heapStart())).isEqualTo(2 * COUNTS);
  }

  @Test
  void leaseOfAKilledHolderIsTakenOverDirty() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
    assertThat(lease.acquire(LONG_NANOS)).isTrue();
    lease.release();
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
    lease.release();
  }

  @Test
  void waiterTakesOverWhenTheHolderIsKilled() throws Exception {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      CompletableFuture<Boolean> acquired =
          CompletableFuture.supplyAsync(() -> {
            boolean wasDirty = lease.acquire(LONG_NANOS);
            lease.release();
            return wasDirty;
          });
      assertThat(acquired).isNotDone();
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);

      assertThat(acquired.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void deadHoldersLeaseIsTakenOverEvenWithoutTime() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
    assertThat(lease.acquire(0)).isTrue();
    lease.release();
  }

  @Test
  void stoppedHolderIsNamedAndNotRobbed() {
    try (ChildJvm child = SyncChild.start(space)) {
      String slot = child.ask("slot").split(" ", -1)[0];
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      child.pause();

      assertThatThrownBy(() -> lease.acquire(TimeUnit.MILLISECONDS.toNanos(200)))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("pid " + child.pid() + " (started 2")
          .hasMessageContaining(", member " + slot + ")")
          .hasMessageMatching(".* waited|waited 2.* for the writer lease of .*, since .* at least");
      child.resume();
      assertThat(child.ask("release")).isEqualTo("done");
    }
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
    lease.release();
  }

  @Test
  void recoveringHolderIsWaitedForBeyondTheTimeout() throws Exception {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      assertThat(child.ask("beginRecovery")).isEqualTo("done");
      CompletableFuture<Boolean> acquired =
          CompletableFuture.supplyAsync(() -> {
            boolean wasDirty = lease.acquire(TimeUnit.MILLISECONDS.toNanos(50));
            lease.release();
            return wasDirty;
          });

      assertThatThrownBy(() -> acquired.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(child.ask("endRecovery")).isEqualTo("done");
      assertThat(child.ask("release")).isEqualTo("done");
      assertThat(
              acquired.handle(
                  (dirty, e) -> e == null || e.getCause() instanceof LockTimeoutException))
          .succeedsWithin(30, TimeUnit.SECONDS)
          .isEqualTo(true);
    }
  }

  @Test
  void holderThatDiesWhileItRecoversIsFollowedByOneThatRecovers() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("acquire 1000")).isEqualTo("clean");
      assertThat(child.ask("beginRecovery")).isEqualTo("done");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
    }
    assertThat(lease.acquire(TimeUnit.MILLISECONDS.toNanos(200))).isTrue();
    WriterLease other = new WriterLease(segment, space.member());
    assertThatThrownBy(() -> other.acquire(TimeUnit.MILLISECONDS.toNanos(50)))
        .as("nobody recovers any more")
        .isInstanceOf(LockTimeoutException.class);
    lease.release();
  }

  @Test
  void writerKilledAtAnyMomentLeavesItsChangeFinishedOrTheSegmentDirty() {
    MemorySegment memory = segment.memory();
    long address = segment.heapStart() + 512;
    int dirty = 0;
    for (int i = 0; i < KILLS; i++) {
      try (ChildJvm child = SyncChild.start(space)) {
        child.send("pairsForever");
        assertThat(child.answer()).isEqualTo("pairs");
        long before = memory.get(Layouts.LONG, address);
        while (memory.get(Layouts.LONG, address) < before + 1000L * (i + 1)) {
          Thread.onSpinWait();
        }
        assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      }
      boolean wasDirty = lease.acquire(LONG_NANOS);
      long first = memory.get(Layouts.LONG, address);
      long second = memory.get(Layouts.LONG, address + 8);
      if (wasDirty) {
        dirty++;
        assertThat(second).isBetween(first - 1, first);
        memory.set(Layouts.LONG, address + 8, first);
      } else {
        assertThat(second).isEqualTo(first);
      }
      lease.release();
    }
    assertThat(dirty).isLessThanOrEqualTo(KILLS);
  }
}
