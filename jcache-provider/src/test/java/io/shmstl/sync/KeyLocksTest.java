package io.shmstl.sync;

import static io.shmstl.sync.SyncChild.LONG_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SegmentLayout;
import io.shmstl.testing.TestSpace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeyLocksTest {
  private static final long SHORT_NANOS = 20_000_000;

  private TestSpace space;
  private Segment segment;
  private KeyLocks keyLocks;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createCache(SyncChild.SEGMENT, 1 << 20);
    keyLocks = new KeyLocks(segment, space.member());
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void everyHashHasAStripe() {
    assertThat(KeyLocks.stripeOf(0)).isZero();
    assertThat(KeyLocks.stripeOf(-1)).isEqualTo(255);
    assertThat(KeyLocks.stripeOf(0x7fff_ffff_ffff_ffffL)).isEqualTo(127);
  }

  @Test
  void sameKeyIsRefusedToItsHolder() {
    keyLocks.lock(3, 100, LONG_NANOS);

    assertThatThrownBy(() -> keyLocks.lock(3, 100, LONG_NANOS))
        .isInstanceOf(ReentrantKeyException.class)
        .hasMessageContaining("must not change the same key");
    keyLocks.unlock(3, 100);
    assertThat(keyLocks.heldByCurrentThread(3)).isFalse();
  }

  @Test
  void otherKeysOfTheStripeAreCounted() {
    for (int key = 0; key < 10; key++) {
      keyLocks.lock(3, key, LONG_NANOS);
    }
    assertThatThrownBy(() -> keyLocks.lock(3, 4, LONG_NANOS))
        .isInstanceOf(ReentrantKeyException.class);
    for (int key = 0; key < 9; key++) {
      keyLocks.unlock(3, key);
    }
    assertThat(keyLocks.heldByCurrentThread(3)).isTrue();
    assertThat(isFreeForOthers(3)).isFalse();
    keyLocks.unlock(3, 9);
    assertThat(keyLocks.heldByCurrentThread(3)).isFalse();
    assertThat(isFreeForOthers(3)).isTrue();
  }

  @Test
  void keyThatIsNotHeldCannotBeUnlocked() {
    assertThatThrownBy(() -> keyLocks.unlock(3, 1)).isInstanceOf(IllegalStateException.class);
    keyLocks.lock(3, 1, LONG_NANOS);
    assertThatThrownBy(() -> keyLocks.unlock(3, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not hold key lock 3 of segment " + segment.file());
    keyLocks.unlock(3, 1);
  }

  @Test
  void stripesDoNotExcludeEachOther() {
    keyLocks.lock(0, 1, LONG_NANOS);
    keyLocks.lock(255, 1, LONG_NANOS);

    assertThat(keyLocks.heldByCurrentThread(0)).isTrue();
    assertThat(keyLocks.heldByCurrentThread(1)).isFalse();
    assertThat(isFreeForOthers(1)).isTrue();
    keyLocks.unlock(0, 1);
    keyLocks.unlock(255, 1);
  }

  @Test
  void waitingThreadOfTheSameProcessGetsAnExceptionThatNamesTheHolder() {
    Thread.currentThread().setName("the holder");
    keyLocks.lock(7, 1, LONG_NANOS);

    assertThatThrownBy(
            () -> CompletableFuture.runAsync(() -> keyLocks.lock(7, 2, SHORT_NANOS)).get())
        .cause()
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("key lock 7 of segment " + segment.file())
        .hasMessageContaining("thread \"the holder\" of this process")
        .hasMessageContaining("pid " + ProcessHandle.current().pid());
    keyLocks.unlock(7, 1);
  }

  @Test
  void lostStripeIsNotLockedAgain() {
    keyLocks.lock(7, 1, LONG_NANOS);
    segment.memory().set(Layouts.LONG, SegmentLayout.KEY_LOCKS + 7 * 64, 0);

    assertThatThrownBy(() -> keyLocks.unlock(7, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was lost to nobody");
    assertThatThrownBy(() -> keyLocks.lock(7, 1, LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was lost by this process");
    assertThat(isFreeForOthers(8)).isTrue();
  }

  @Test
  void wordsOfDeadMembersAreCleared() {
    segment
        .memory()
        .set(Layouts.LONG, SegmentLayout.KEY_LOCKS + 9 * 64, MemberWord.pack(900, 1, 5));
    keyLocks.lock(8, 1, LONG_NANOS);

    assertThat(keyLocks.clearDead()).isEqualTo(1);
    assertThat(keyLocks.clearDead()).isZero();
    assertThat(isFreeForOthers(8)).isFalse();
    keyLocks.unlock(8, 1);
  }

  @Test
  void closingWaitsForTheThreadsThatHoldAStripe() throws Exception {
    keyLocks.lock(200, 1, LONG_NANOS);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(keyLocks::close);

    assertThatThrownBy(keyLocks::close).isInstanceOf(IllegalStateException.class);
    keyLocks.unlock(200, 1);
    closing.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> keyLocks.lock(1, 1, LONG_NANOS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void freeLockTakesNoHeap() {
    long bytes =
        Allocation.of(
            50_000,
            () -> {
              keyLocks.lock(5, 77, LONG_NANOS);
              keyLocks.unlock(5, 77);
            });

    assertThat(bytes).isLessThan(10_000);
  }

  private boolean isFreeForOthers(int stripe) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                keyLocks.lock(stripe, 1, SHORT_NANOS);
                keyLocks.unlock(stripe, 1);
                return true;
              } catch (LockTimeoutException e) {
                return false;
              }
            })
        .join();
  }
}
