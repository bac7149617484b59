package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.Layouts;
import io.shmstl.segment.Segment;
import io.shmstl.segment.SpaceAccessException;
import io.shmstl.testing.ChildJvm;
import io.shmstl.testing.TestSpace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SpaceLockTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int COUNTS = 2_000;

  private TestSpace space;
  private Segment segment;
  private SpaceLock lock;

  @BeforeEach
  void open() {
    space = TestSpace.create();
    segment = space.createReservedCache(SyncChild.SEGMENT, 1 << 20);
    lock = space.lock();
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    space.close();
  }

  @Test
  void bodysResultAndExceptionPassThrough() {
    assertThat(lock.hold(LONG, () -> "result")).isEqualTo("result");
    assertThatThrownBy(() ->
            lock.hold(
                LONG,
                () -> {
                  throw new FileNotFoundException("x");
                }))
        .isInstanceOf(FileNotFoundException.class);
    assertThat(lock.hold(LONG, () -> "free again")).isEqualTo("free again");
  }

  @Test
  void sameThreadCannotTakeItTwice() {
    assertThatThrownBy(() -> lock.hold(LONG, () -> lock.hold(LONG, () -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
  }

  @Test
  void threadsOfOneProcessExcludeEachOtherWhateverHandleTheyUse() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> holder =
        CompletableFuture.supplyAsync(() ->
            space
                .lock()
                .hold(
                    LONG,
                    () -> {
                      held.countDown();
                      return awaitUnchecked(release);
                    }));
    held.await();

    assertThatThrownBy(() -> lock.hold(SHORT, () -> 1))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("the space lock " + space.directory().resolve("space.lock"))
        .hasMessageContaining("of this process (pid " + ProcessHandle.current().pid());
    release.countDown();
    assertThat(holder.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lock.hold(LONG, () -> 1)).isEqualTo(1);
  }

  @Test
  void twoProcessesExcludeEachOther() {
    try (ChildJvm child = SyncChild.start(space)) {
      child.send("countUnderSpaceLock " + COUNTS);
      SyncChild.countUnderSpaceLock(space, segment, COUNTS);

      assertThat(child.answer()).isEqualTo("done");
    }
    assertThat(segment.memory().get(Layouts.LONG, segment.heapStart() + 256)).isEqualTo(2 * COUNTS);
  }

  @Test
  void otherProcessIsNamedAndWaitedForAndItsDeathFreesTheLock() {
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("holdSpace")).isEqualTo("held");

      assertThatThrownBy(() -> lock.hold(SHORT, () -> 1))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("pid " + child.pid() + " (started 2")
          .hasMessageContaining(") since 2");
      assertThat(child.ask("releaseSpace")).isEqualTo("done");
      assertThat(lock.hold(LONG, () -> 1)).isEqualTo(1);
    }
    try (ChildJvm child = SyncChild.start(space)) {
      assertThat(child.ask("holdSpace")).isEqualTo("held");
      assertThat(child.kill()).isEqualTo(ChildJvm.KILLED);
      assertThat(lock.hold(LONG, () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void interruptedThreadTakesItAndKeepsItsFlagForTheBody() {
    Thread.currentThread().interrupt();

    boolean wasInterrupted = lock.hold(LONG, () -> Thread.currentThread().isInterrupted());
    assertThat(wasInterrupted).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void exchangeOfTheSystemPropertiesDoesNotKeepItLocked() {
    Properties before = System.getProperties();
    try {
      lock.hold(
          LONG,
          () -> {
            Properties copy = new Properties();
            copy.putAll(before);
            System.setProperties(copy);
            return 0;
          });
      assertThat(space.lock().hold(SHORT, () -> 1)).isEqualTo(1);
    } finally {
      System.setProperties(before);
    }
    assertThat(space.lock().hold(SHORT, () -> 1)).isEqualTo(1);
  }

  @Test
  void otherNameOfTheDirectoryIsTheSameLock() throws IOException {
    Path alias = space.directory().resolveSibling(space.directory().getFileName() + "-alias");
    Files.createSymbolicLink(alias, space.directory());
    try {
      SpaceLock other = SpaceLock.of(alias.resolve("space.lock"));

      assertThat(lock.hold(LONG, () -> CompletableFuture.supplyAsync(() -> isFree(other)).join()))
          .isFalse();
      assertThat(isFree(other)).isTrue();
    } finally {
      Files.delete(alias);
    }
  }

  @Test
  void linkInItsPlaceIsRefused() throws IOException {
    Path target = space.directory().resolve("target");
    Path link = Files.createSymbolicLink(space.directory().resolve("link.lock"), target);

    assertThatThrownBy(() -> SpaceLock.of(link).hold(LONG, () -> 1))
        .isInstanceOf(SpaceAccessException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void fileThatOthersMayWriteIsRefused() throws IOException {
    Path file = Files.createFile(space.directory().resolve("open.lock"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatThrownBy(() -> SpaceLock.of(file).hold(LONG, () -> 1))
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining("mode is 666");
  }

  @Test
  void missingDirectoryIsRefused() {
    Path file = space.directory().resolve("missing").resolve("space.lock");

    assertThatThrownBy(() -> SpaceLock.of(file).hold(LONG, () -> 1))
        .isInstanceOf(SpaceAccessException.class)
        .hasMessageContaining(file.toString());
  }

  private static boolean isFree(SpaceLock lock) {
    try {
      return lock.hold(SHORT, () -> true);
    } catch (LockTimeoutException e) {
      return false;
    }
  }

  private static boolean awaitUnchecked(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
