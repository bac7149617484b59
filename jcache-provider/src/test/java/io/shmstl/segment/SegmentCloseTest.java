package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmentCloseTest {
  private static final int READERS = 4;

  @TempDir private Path directory;
  private Segment segment;

  @BeforeEach
  void createSegment() throws IOException {
    Path file = Directories.makePrivate(directory).resolve("a.seg");
    segment = Segment.create(file, SegmentOptions.cache(1 << 20, new UUID(1, 2)), made -> {});
  }

  @Test
  void closedSegmentSaysSo() {
    segment.close();

    assertThat(segment.isClosed()).isTrue();
    for (Callable<?> use :
        List.<Callable<?>>of(
            segment::state,
            segment::reservedEnd,
            () -> segment.reserve(1 << 20),
            () -> {
              segment.publishState(SegmentState.DESTROYED);
              return 0;
            },
            () -> {
              segment.requireUsable();
              return 0;
            })) {
      assertThatThrownBy(use::call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("segment " + segment.file() + " is closed");
    }
  }

  @Test
  void closingAgainDoesNothing() {
    segment.close();
    segment.close();

    assertThat(segment.isClosed()).isTrue();
  }

  @Test
  void closedFileCanBeOpenedAgain() throws IOException {
    segment.close();

    try (Segment again = Segment.open(segment.file(), null)) {
      assertThat(again.id()).isEqualTo(segment.id());
    }
  }

  @Test
  void readersOfASegmentThatIsClosedGetAnExceptionThatSaysSo() throws Exception {
    CountDownLatch reading = new CountDownLatch(READERS);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<RuntimeException>> ends = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        ends.add(readers.submit(() -> readUntilItFails(reading)));
      }
      reading.await();
      segment.close();

      for (Future<RuntimeException> end : ends) {
        RuntimeException failure = end.get(30, TimeUnit.SECONDS);
        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(segment.translate(failure))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("segment " + segment.file() + " is closed");
      }
    }
  }

  @Test
  void severalThreadsMayClose() throws Exception {
    try (ExecutorService closers = Executors.newFixedThreadPool(READERS)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        ends.add(closers.submit(segment::close));
      }
      for (Future<?> end : ends) {
        end.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(segment.isClosed()).isTrue();
  }

  @Test
  void otherFailuresAreNotTranslated() {
    IllegalStateException other = new IllegalStateException("other");
    assertThat(segment.translate(other)).isSameAs(other);

    segment.close();
    ArithmeticException another = new ArithmeticException();
    assertThat(segment.translate(another)).isSameAs(another);
  }

  @Test
  void aReferenceThatLeadsOutOfTheSegmentIsDamage() {
    IndexOutOfBoundsException bounds = new IndexOutOfBoundsException("out of it");
    assertThat(segment.translate(bounds))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(segment.file().toString())
        .hasCause(bounds);
  }

  @Test
  void brokenSegmentIsNotUsable() {
    InternalError error = new InternalError("a fault occurred");
    segment.markBroken(error);

    assertThat(segment.isBroken()).isTrue();
    assertThatThrownBy(segment::requireUsable)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is broken in this process")
        .hasCause(error);
    segment.close();
  }

  private RuntimeException readUntilItFails(CountDownLatch reading) {
    long sum = 0;
    try {
      for (long i = 0; ; i++) {
        sum += segment.memory().get(Layouts.LONG, SegmentLayout.ALLOCATOR);
        sum += SuperblockLayout.reservedEndAcquire(segment.memory());
        if (i == 10_000) {
          reading.countDown();
        }
      }
    } catch (RuntimeException e) {
      assertThat(sum).isNotZero();
      return e;
    }
  }
}
