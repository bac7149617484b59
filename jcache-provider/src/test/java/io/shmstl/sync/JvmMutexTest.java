package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmMutexTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  @Test
  void nameIsHeldOnceAtATime() {
    try (JvmMutex held = JvmMutex.tryAcquire("a", LONG_NANOS)) {
      assertThat(held).isNotNull();
      assertThat(JvmMutex.tryAcquire("a", SHORT_NANOS)).isNull();
    }
    try (JvmMutex again = JvmMutex.tryAcquire("a", LONG_NANOS)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void otherNamesAreOtherMutexes() {
    try (JvmMutex one = JvmMutex.tryAcquire("a", LONG_NANOS);
        JvmMutex other = JvmMutex.tryAcquire("b", LONG_NANOS)) {
      assertThat(one).isNotNull();
      assertThat(other).isNotNull();
    }
  }

  @Test
  void whoGaveUpWaitingDoesNotGetItLater() {
    try (JvmMutex held = JvmMutex.tryAcquire("a", LONG_NANOS)) {
      assertThat(held).isNotNull();
      for (int i = 0; i < 10; i++) {
        assertThat(JvmMutex.tryAcquire("a", 1)).isNull();
      }
    }
    try (JvmMutex again = JvmMutex.tryAcquire("a", LONG_NANOS)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void interruptedThreadWaitsOnAndKeepsItsFlag() {
    Thread.currentThread().interrupt();
    try (JvmMutex held = JvmMutex.tryAcquire("a", LONG_NANOS)) {
      assertThat(held).isNotNull();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(JvmMutex.tryAcquire("a", SHORT_NANOS)).isNull();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }
}
