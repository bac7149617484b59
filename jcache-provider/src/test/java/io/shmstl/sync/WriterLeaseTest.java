package io.shmstl.sync;

import static io.shmstl.sync.SyncChild.LONG_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.testing.TestSpace;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriterLeaseTest {
  private static final long SHORT_NANOS = 20_000_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private TestSpace space;
  private Segment segment;
  private WriterLease lease;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createCache(SyncChild.SEGMENT, 1 << 20);
    lease = new WriterLease(segment, space.member());
  }

  @AfterEach
  void close() {
    if (lease.isHeldByCurrentThread()) {
      lease.release();
    }
    threads.shutdownNow();
    space.close();
  }

  @Test
  void newSegmentIsCleanAndStaysSoAfterARelease() {
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
    lease.release();
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
  }

  @Test
  void idleWordIsAnotherOneAfterEachTenure() {
    lease.acquire(LONG_NANOS);
    assertThat(lease.idleWord()).as("held").isZero();
    lease.release();
    long before = lease.idleWord();
    assertThat(before).isNotZero().isEqualTo(lease.idleWord());
    lease.acquire(LONG_NANOS);
    lease.releaseDirty();
    assertThat(lease.idleWord()).isNotZero().isNotEqualTo(before);
  }

  @Test
  void whatIsReleasedDirtyStaysDirtyUntilAReleaseThatIsNot() {
    lease.acquire(LONG_NANOS);
    lease.releaseDirty();

    assertThat(lease.acquire(LONG_NANOS)).isTrue();
    lease.releaseDirty();
    assertThat(lease.acquire(LONG_NANOS)).isTrue();
    lease.release();
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
  }

  @Test
  void holderIsTheThreadThatAcquired() throws Exception {
    lease.acquire(LONG_NANOS);

    assertThat(lease.isHeldByCurrentThread()).isTrue();
    assertThatCode(lease::requireHeld).doesNotThrowAnyException();
    assertThat(inOtherThread(lease::isHeldByCurrentThread)).isFalse();
    lease.release();
    assertThat(lease.isHeldByCurrentThread()).isFalse();
    assertThatThrownBy(lease::requireHeld)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not hold the writer lease of segment " + segment.file());
  }

  @Test
  void sameThreadCannotAcquireTwice() {
    lease.acquire(LONG_NANOS);

    assertThatThrownBy(() -> lease.acquire(LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
    lease.release();
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
  }

  @Test
  void onlyTheHolderReleases() {
    assertThatThrownBy(lease::release).isInstanceOf(IllegalStateException.class);
    lease.acquire(LONG_NANOS);
    assertThatThrownBy(() -> inOtherThread(this::releaseHere))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitingThreadOfTheSameProcessGetsAnExceptionThatNamesTheHolder() throws Exception {
    Thread.currentThread().setName("the holder");
    lease.acquire(LONG_NANOS);

    assertThatThrownBy(() -> inOtherThread(() -> lease.acquire(SHORT_NANOS)))
        .cause()
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("waited 2")
        .hasMessageContaining("the writer lease of segment " + segment.file())
        .hasMessageContaining("thread \"the holder\" of this process")
        .hasMessageContaining("pid " + ProcessHandle.current().pid())
        .hasMessageContaining("member " + space.member().slot());
  }

  @Test
  void secondHandleContendsByTheSharedWord() {
    WriterLease other = new WriterLease(segment, space.member());
    lease.acquire(LONG_NANOS);

    assertThatThrownBy(() -> other.acquire(SHORT_NANOS))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("pid " + ProcessHandle.current().pid())
        .hasMessageContaining("(started ")
        .hasMessageMatching(".*, since 2.*Z at least");
    lease.release();
    assertThat(other.acquire(LONG_NANOS)).isFalse();
    other.release();
  }

  @Test
  void holderIsKnownToHoldItSinceTheFirstWaiterCame() {
    WriterLease other = new WriterLease(segment, space.member());
    lease.acquire(LONG_NANOS);
    LockTimeoutException first = timeout(other);
    LockTimeoutException second = timeout(other);

    assertThat(second.holder()).isEqualTo(first.holder());
    assertThat(first.waitedNanos()).isBetween(SHORT_NANOS, LONG_NANOS);
  }

  @Test
  void timeoutOfZeroDoesNotWait() {
    WriterLease other = new WriterLease(segment, space.member());
    assertThat(other.acquire(0)).isFalse();

    assertThatThrownBy(() -> lease.acquire(0)).isInstanceOf(LockTimeoutException.class);
    other.release();
    assertThat(lease.acquire(0)).isFalse();
  }

  @Test
  void wordOfAnUnknownMemberIsTakenOverEvenWithoutTime() {
    segment.memory().set(Layouts.LONG, SegmentLayout.LEASE, MemberWord.pack(900, 4, 17));
    assertThat(lease.acquire(0)).isFalse();
    lease.release();

    segment.memory().set(Layouts.LONG, SegmentLayout.LEASE, MemberWord.pack(65_535, 4, 17));
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
  }

  @Test
  void interruptedThreadWaitsOnAndKeepsItsFlag() throws Exception {
    WriterLease other = new WriterLease(segment, space.member());
    lease.acquire(LONG_NANOS);
    CompletableFuture<Boolean> acquired = new CompletableFuture<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              other.acquire(LONG_NANOS);
              acquired.complete(Thread.currentThread().isInterrupted());
              other.release();
            });
    for (int i = 0; i < 20; i++) {
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      waiter.interrupt();
    }
    assertThat(acquired).isNotDone();
    lease.release();

    assertThat(acquired.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void interruptedThreadWaitsOnAmongThreadsToo() throws Exception {
    lease.acquire(LONG_NANOS);
    CompletableFuture<Boolean> acquired = new CompletableFuture<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              lease.acquire(LONG_NANOS);
              acquired.complete(Thread.currentThread().isInterrupted());
              lease.release();
            });
    for (int i = 0; i < 20; i++) {
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      waiter.interrupt();
    }
    assertThat(acquired).isNotDone();
    lease.release();

    assertThat(acquired.get(30, TimeUnit.SECONDS)).isTrue();
    waiter.join();
  }

  @Test
  void lostLeasePoisonsTheHandleAndLeavesTheMarkOfWhoHasIt() {
    lease.acquire(LONG_NANOS);
    long robber = MemberWord.pack(space.member().slot(), space.member().incarnation(), 99);
    segment.memory().set(Layouts.LONG, SegmentLayout.LEASE, robber);

    assertThatThrownBy(lease::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was lost to pid");
    assertThat(lease.isHeldByCurrentThread()).isFalse();
    assertThatThrownBy(() -> lease.acquire(LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was lost by this process");
    assertThat(LeaseLayout.dirtyAcquire(segment.memory(), SegmentLayout.LEASE)).isEqualTo(1);
  }

  @Test
  void closedHandleRefuses() {
    lease.close();

    assertThatThrownBy(() -> lease.acquire(LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void holderCannotCloseIt() {
    lease.acquire(LONG_NANOS);

    assertThatThrownBy(lease::close).isInstanceOf(IllegalStateException.class);
    lease.release();
    assertThat(lease.acquire(LONG_NANOS)).isFalse();
  }

  @Test
  void closingWaitsForTheThreadThatWrites() throws Exception {
    lease.acquire(LONG_NANOS);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(lease::close, threads);

    assertThat(closing).isNotDone();
    assertThatCode(lease::requireHeld).doesNotThrowAnyException();
    lease.release();
    closing.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> lease.acquire(LONG_NANOS)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leaseOfAClosedSegmentRefusesAndHoldsNoThreadUp() throws Exception {
    segment.close();

    assertThatThrownBy(() -> lease.acquire(LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("segment " + segment.file() + " is closed");
    assertThatThrownBy(() -> inOtherThread(() -> lease.acquire(SHORT_NANOS)))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void leaseOfABrokenSegmentRefuses() {
    segment.markBroken(new InternalError("page"));

    assertThatThrownBy(() -> lease.acquire(LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is broken");
  }

  @Test
  void freeLeaseTakesNoHeap() {
    long bytes =
        Allocation.of(
            50_000,
            () -> {
              lease.acquire(LONG_NANOS);
              lease.release();
            });

    assertThat(bytes).isLessThan(10_000);
  }

  private boolean releaseHere() {
    lease.release();
    return true;
  }

  private LockTimeoutException timeout(WriterLease waiting) {
    try {
      waiting.acquire(SHORT_NANOS);
      throw new AssertionError("acquired");
    } catch (LockTimeoutException e) {
      return e;
    }
  }

  private boolean inOtherThread(Callable<Boolean> act)
      throws InterruptedException, ExecutionException {
    return threads.submit(act).get();
  }
}
