package io.shmstl.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted thread gets its work done, keeps its flag, and closes nobody's file. */
@Timeout(60)
class InterruptTest {
  private static final long CAPACITY = 4 << 20;
  private static final int ROUNDS = 200;

  @TempDir private Path directory;

  @BeforeEach
  void makeDirectoryPrivate() throws IOException {
    Directories.makePrivate(directory);
  }

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  @Test
  void interruptedThreadCreatesReservesOpensAndCloses() throws IOException {
    Path file = directory.resolve("a.seg");
    Thread.currentThread().interrupt();

    try (Segment created =
            Segment.create(file, SegmentOptions.cache(CAPACITY, new UUID(1, 2)), made -> {});
        Segment opened = Segment.open(file, null)) {
      assertThat(created.reserve(2 << 20)).isTrue();
      assertThat(opened.reserve(CAPACITY)).isTrue();
      assertThat(created.reservedEnd()).isEqualTo(CAPACITY);
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(Directories.names(directory)).containsExactly("a.seg");
  }

  @Test
  void interruptsAtAnyMomentBreakNothing() throws Exception {
    Thread worker = Thread.currentThread();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (!isOver.get()) {
                worker.interrupt();
                Thread.onSpinWait();
              }
            });
    try {
      for (int i = 0; i < ROUNDS; i++) {
        Path file = directory.resolve(i + ".seg");
        SegmentOptions options = SegmentOptions.cache(1 << 20, new UUID(1, 2));
        try (Segment created = Segment.create(file, options, made -> {});
            Segment opened = Segment.open(file, null)) {
          assertThat(created.reserve(1 << 20)).isTrue();
          assertThat(opened.reservedEnd()).isEqualTo(1 << 20);
        }
      }
    } finally {
      isOver.set(true);
      while (interrupter.isAlive()) {
        Thread.onSpinWait(); // a join would be interrupted
      }
    }
    assertThat(Directories.names(directory)).hasSize(ROUNDS);
  }

  @Test
  void interruptDoesNotCloseAnUninterruptedFile() throws IOException {
    Path path = directory.resolve("file");
    Thread.currentThread().interrupt();

    try (UninterruptedFile file =
        UninterruptedFile.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE))) {
      assertThat(file.tryLock()).isNotNull();
      file.write(new byte[] {1, 2, 3}, 5);
      assertThat(file.read(4, 100)).containsExactly(0, 1, 2, 3);
      assertThat(file.size()).isEqualTo(8);
      file.truncate(6);
      assertThat(file.read(0, 100)).hasSize(6);
      assertThat(file.isOpen()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
