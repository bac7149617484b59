package io.shmstl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.segment.SpaceAccessException;
import io.shmstl.segment.VoidSegmentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only looks makes nothing. */
class AttachTest {
  private static final long MIB = 1 << 20;

  /** A byte of the segment's id, which the checksum covers. */
  private static final int OF_THE_ID = 20;

  @TempDir Path base;

  @Test
  void spaceThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> attach(base.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void spaceThatIsThereIsOpened() throws IOException {
    Path directory = base.resolve("space");
    StoreKit.open(directory, "kept", MIB).close();
    try (Space space = Space.attach(directory, StoreOptions.DEFAULT)) {
      assertThat(space.caches()).extracting(CacheDescriptor::name).containsExactly("kept");
    }
  }

  @Test
  void voidSpaceIsNotMadeAnew() throws IOException {
    Path directory = base.resolve("space");
    StoreKit.open(directory, "lost", MIB).close();
    Path system = directory.resolve("system.seg");
    try (RandomAccessFile file = new RandomAccessFile(system.toFile(), "rw")) {
      file.seek(OF_THE_ID);
      int found = file.read();
      file.seek(OF_THE_ID);
      file.write(found ^ 1);
    }
    Object before = Files.getAttribute(system, "unix:ino");
    assertThatThrownBy(() -> attach(directory)).isInstanceOf(VoidSegmentException.class);
    assertThat(Files.getAttribute(system, "unix:ino")).as("the same file").isEqualTo(before);
  }

  @Test
  void spaceThatOthersMayWriteIsRefused() throws IOException {
    Path directory = base.resolve("space");
    StoreKit.open(directory, "open", MIB).close();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> attach(directory)).isInstanceOf(SpaceAccessException.class);
  }

  private static void attach(Path directory) throws NoSuchFileException {
    Space.attach(directory, StoreOptions.DEFAULT).close();
  }
}
