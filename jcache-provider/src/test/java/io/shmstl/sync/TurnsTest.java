package io.shmstl.sync;

import static io.shmstl.sync.SyncChild.LONG_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.shmstl.segment.Segment;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever takes a lock again and again, each time for long, lets those in who wait for it. */
@Timeout(120)
class TurnsTest {
  private static final int STRIPE = 7;
  private static final int TENURES = 2_000;
  private static final int TURNS = 20;

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
  void aThreadGetsItsTurn() {
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> SyncChild.holdAgain(segment, keyLocks, STRIPE, TENURES));
    takeTurns();
    assertThat(SyncChild.tenures(segment)).as("turns of the other").isLessThan(TENURES / 2);
    other.join();
    assertThat(keyLocks.waits().count()).isPositive();
    assertThat(keyLocks.waits().nanos()).isPositive();
  }

  @Test
  void anotherProcessGetsItsTurn() {
    try (ChildJvm child = SyncChild.start(space)) {
      child.send("holdAgain " + STRIPE + " " + TENURES);
      takeTurns();
      assertThat(SyncChild.tenures(segment)).as("turns of the other").isLessThan(TENURES / 2);
      assertThat(child.answer()).isEqualTo("done");
    }
    assertThat(keyLocks.waits().count()).isPositive();
  }

  @Test
  void waitsAreCountedAndNothingElseIs() {
    WriterLease lease = new WriterLease(segment, space.member());
    for (int i = 0; i < 1_000; i++) {
      lease.acquire(LONG_NANOS);
      lease.release();
      keyLocks.lock(STRIPE, 1, LONG_NANOS);
      keyLocks.unlock(STRIPE, 1);
    }
    assertThat(lease.waits()).isEqualTo(Waits.NONE);
    assertThat(keyLocks.waits()).isEqualTo(Waits.NONE);
    try (ChildJvm child = SyncChild.start(space)) {
      lease.acquire(LONG_NANOS);
      child.send("acquire 30000");
      SyncChild.spin(20_000_000);
      lease.release();
      assertThat(child.answer()).isEqualTo("clean");
      assertThat(child.ask("release")).isEqualTo("done");
    }
    assertThat(lease.waits().count()).isEqualTo(1);
    assertThat(lease.waits().nanos()).isPositive();
    assertThat(keyLocks.waits()).isEqualTo(Waits.NONE);
  }

  /** Takes the stripe some times while somebody else takes it again and again. */
  private void takeTurns() {
    for (int i = 0; i < TURNS; i++) {
      long tenures = SyncChild.tenures(segment);
      while (SyncChild.tenures(segment) == tenures && tenures < TENURES) {
        Thread.onSpinWait();
      }
      keyLocks.lock(STRIPE, 1, LONG_NANOS);
      keyLocks.unlock(STRIPE, 1);
    }
  }
}
